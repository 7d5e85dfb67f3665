using System.Globalization;
using System.Text.RegularExpressions;
using EksConnector.Core.Connector;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>
/// Replaces the placeholders in the commands of the catalogue with values from a text. Only values of the exact expected form are used; a
/// command with an unknown value is not returned.
/// </summary>
internal static partial class CatalogueFix
{
    /// <summary>Replaces the placeholders in a command.</summary>
    /// <param name="template">The command from the catalogue; null if there is none.</param>
    /// <param name="tight">The text without white space.</param>
    /// <param name="namespace">The namespace of the connector; null for the default namespace.</param>
    /// <param name="principal">The Kubernetes user of the principal; null if there is none.</param>
    public static FixCommand? Of(string? template, string tight, string? @namespace, string? principal)
    {
        if (template is null)
        {
            return null;
        }

        @namespace ??= ConnectorNames.Namespace;
        string name = EksCluster().Match(tight).Groups["name"].Value;
        (string Placeholder, string Value)[] values =
        [
            ("<NAMESPACE>", KubernetesName.IsLabel(@namespace) ? @namespace : string.Empty),
            ("<POD>", Pod().Match(tight).Value),
            ("<ORDINAL>", State().Match(tight).Groups["ordinal"].Value),
            ("<REGION>", Region(tight)),
            ("<NAME>", InstanceName.IsClusterName(name) ? name : string.Empty),
            ("<PRINCIPAL_ARN>", principal is not null && PrincipalArn.TryParse(principal) is not null ? principal : string.Empty),
        ];
        (string Placeholder, string Value)[] known = [.. values.Where(value => value.Value.Length > 0)];
        bool isKnown = Placeholder().Matches(template).All(match => Array.Exists(known, value => value.Placeholder == match.Value));
        return isKnown ? CommandTemplate.Fill(template, Fill) : null;

        string Fill(string text) => Placeholder().Replace(text, match => Array.Find(known, value => value.Placeholder == match.Value).Value);
    }

    private static string Region(string tight)
    {
        Match endpoint = Endpoint().Match(tight);
        string region = endpoint.Success ? endpoint.Groups["region"].Value : EksCluster().Match(tight).Groups["region"].Value;
        return Setting.IsRegion(region) ? region.ToString(CultureInfo.InvariantCulture) : string.Empty;
    }

    // Without white space, the next column follows directly, such as 0/2 after eks-connector-0.
    [GeneratedRegex(@"eks-connector-(?:0|1)(?![0-9]{3})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pod();

    [GeneratedRegex(@"eks-connector-state-(?<ordinal>[0-9]{1,2})(?=["":,.]|\z)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex State();

    [GeneratedRegex(@"//(?:ssm|ssmmessages|eks)\.(?<region>[a-z]{2,5}(?:-[a-z]{1,20}){1,4}-[0-9]{1,2})\.amazonaws\.com", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Endpoint();

    [GeneratedRegex(@"arn:aws[a-z-]{0,12}:eks:(?<region>[a-z0-9-]{5,30}):[0-9]{12}:cluster/(?<name>[0-9A-Za-z][A-Za-z0-9_-]{0,99})(?="")", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EksCluster();

    [GeneratedRegex("<[A-Z_]+>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();
}
