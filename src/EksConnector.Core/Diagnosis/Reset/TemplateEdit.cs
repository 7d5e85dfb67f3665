using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>
/// Sets the activation ID, the Region and the Secret with the code in the Pod template of the StatefulSet, where connector-init reads
/// them, as a JSON Patch that changes nothing else.
/// </summary>
internal static partial class TemplateEdit
{
    private const string IdFlag = "activation.id";
    private const string CodeFlag = "activation.code";
    private const string RegionFlag = "agent.region";
    private const string Init = "/spec/template/spec/initContainers";

    /// <summary>Creates the patch.</summary>
    /// <param name="statefulSet">The current StatefulSet.</param>
    /// <param name="activationId">The activation ID.</param>
    /// <param name="region">The Region.</param>
    /// <returns>The operations; null if the template already has these settings.</returns>
    /// <exception cref="EksConnectorException">The template has no connector-init, or a setting comes from an object that the module does not change.</exception>
    public static JsonArray? Patch(StatefulSet statefulSet, string activationId, string region)
    {
        IReadOnlyList<Container> containers = (statefulSet.Spec?.Template?.Spec?.InitContainers).OrEmpty();
        int index = containers.ToList().FindIndex(container => container.Name == ConnectorNames.InitContainer);
        if (index < 0)
        {
            throw Refused($"The StatefulSet '{ConnectorNames.StatefulSet}' has no init container '{ConnectorNames.InitContainer}'.");
        }

        Container init = containers[index];
        string root = $"{Init}/{index.ToString(CultureInfo.InvariantCulture)}";
        var changes = new List<JsonObject>();
        Set(init, root, IdFlag, activationId, changes);
        Set(init, root, RegionFlag, region, changes);
        SetCode(init, root, changes);
        return changes.Count == 0
            ? null
            :
            [
                Operation("test", "/metadata/uid", statefulSet.Metadata?.Uid),
                Operation("test", root + "/name", ConnectorNames.InitContainer),
                .. changes,
            ];
    }

    private static void Set(Container init, string root, string name, string value, List<JsonObject> changes)
    {
        Flag? flag = Find(init, root, name);
        if (flag is null && name == RegionFlag && value == ConnectorNames.DefaultRegion)
        {
            return;
        }

        if (flag is null)
        {
            Append(init, root, $"--{name}={value}", changes);
            return;
        }

        if (Variable(flag.Value) is { } referred)
        {
            int at = init.Env.OrEmpty().ToList().FindIndex(known => known.Name == referred);
            if (at >= 0 && init.Env![at].ValueFrom is not null)
            {
                throw Refused(
                    $"The environment variable '{OneLine.Of(referred)}' of connector-init comes from another object, which the module does not change.");
            }

            if (at >= 0)
            {
                if (init.Env![at].Value?.Reveal() != value)
                {
                    changes.Add(Operation("add", $"{root}/env/{Number(at)}/value", value));
                }

                return;
            }
        }

        if (flag.Value != value)
        {
            changes.Add(Operation("replace", flag.Path, flag.Prefix + value));
        }
    }

    // The code must come from a Secret. A code in the template itself is replaced with a reference to the Secret.
    private static void SetCode(Container init, string root, List<JsonObject> changes)
    {
        Flag? flag = Find(init, root, CodeFlag);
        List<EnvVar> variables = [.. init.Env.OrEmpty()];
        string name = Variable(flag?.Value) ?? ConnectorNames.ActivationCodeVariable;
        int at = variables.FindIndex(known => known.Name == name);
        if (at >= 0 && flag is not null && Variable(flag.Value) is not null && variables[at].ValueFrom?.SecretKeyRef is { Name: not null, Key: not null })
        {
            return;
        }

        var variable = new JsonObject
        {
            ["name"] = name,
            ["valueFrom"] = new JsonObject
            {
                ["secretKeyRef"] = new JsonObject { ["name"] = ConnectorNames.ActivationSecret, ["key"] = ConnectorNames.ActivationCodeKey },
            },
        };
        if (at >= 0)
        {
            changes.Add(Operation("replace", $"{root}/env/{Number(at)}", variable));
        }
        else if (init.Env is null)
        {
            changes.Add(Operation("add", $"{root}/env", new JsonArray(variable)));
        }
        else
        {
            changes.Add(Operation("add", $"{root}/env/-", variable));
        }

        if (flag is null)
        {
            Append(init, root, $"--{CodeFlag}=$({name})", changes);
        }
        else if (Variable(flag.Value) is null)
        {
            changes.Add(Operation("replace", flag.Path, $"{flag.Prefix}$({name})"));
        }
    }

    private static void Append(Container init, string root, string argument, List<JsonObject> changes) => changes.Add(
        init.Args is null && !changes.Exists(change => (string?)change["path"] == root + "/args")
            ? Operation("add", root + "/args", new JsonArray(argument))
            : Operation("add", root + "/args/-", argument));

    // A flag is "--name=value" or "--name", "value"; the last one takes effect.
    private static Flag? Find(Container init, string root, string name)
    {
        (string Path, string Text)[] words =
        [
            .. init.Command.OrEmpty().Select((word, at) => ($"{root}/command/{Number(at)}", word.Reveal())),
            .. init.Args.OrEmpty().Select((word, at) => ($"{root}/args/{Number(at)}", word.Reveal())),
        ];
        Flag? found = null;
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].Text.StartsWith($"--{name}=", StringComparison.Ordinal))
            {
                found = new Flag(words[i].Path, $"--{name}=", words[i].Text[(name.Length + 3)..]);
            }
            else if (words[i].Text == $"--{name}" && i + 1 < words.Length && !words[i + 1].Text.StartsWith("--", StringComparison.Ordinal))
            {
                found = new Flag(words[i + 1].Path, string.Empty, words[i + 1].Text);
            }
        }

        return found;
    }

    private static string? Variable(string? value) => value is not null && Reference().Match(value) is { Success: true } match ? match.Groups["name"].Value : null;

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static JsonObject Operation(string operation, string path, JsonNode? value) => new() { ["op"] = operation, ["path"] = path, ["value"] = value };

    private static EksConnectorException Refused(string message) => new(
        ErrorIds.InvalidParameter,
        FailureCategory.InvalidOperation,
        message + " Nothing was changed.",
        "Set the activation ID and the Region in the StatefulSet as the connector manifest does, and then run the command again.");

    [GeneratedRegex(@"\A\$\((?<name>[A-Za-z_.-][A-Za-z0-9_.-]*)\)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    private sealed record Flag(string Path, string Prefix, string Value);
}
