using System.Text.RegularExpressions;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Connector;

/// <summary>Reads the settings from the arguments and environment variables of connector-init.</summary>
internal static partial class SettingsReader
{
    /// <summary>Reads the settings.</summary>
    /// <param name="spec">The specification of a Pod or a Pod template.</param>
    /// <param name="where">The source of the settings, for use in a sentence.</param>
    /// <param name="isHelm">Whether the settings are values of the Helm chart.</param>
    /// <returns>The settings; null if there is no container connector-init.</returns>
    public static ActivationSettings? Read(PodSpec? spec, string where, bool isHelm)
    {
        Container? init = spec?.InitContainers.OrEmpty().FirstOrDefault(container => container.Name == ConnectorNames.InitContainer);
        if (init is null)
        {
            return null;
        }

        Dictionary<string, string> flags = Flags(init);
        string? id = flags.GetValueOrDefault("activation.id");
        string? code = flags.GetValueOrDefault("activation.code");
        string? region = flags.GetValueOrDefault("agent.region");
        EnvVar? codeVariable = ResolveReference(code, init);
        (string? endpoint, bool isEndpointUnknown) = EndpointOf(flags.GetValueOrDefault("agent.endpoint"), init);
        return new ActivationSettings
        {
            Where = where,
            IsHelm = isHelm,
            ActivationId = Resolve(id, init, Setting.ActivationId),
            Region = region is null ? Setting.Region(ConnectorNames.DefaultRegion) : Resolve(region, init, Setting.Region),
            IsRegionDefault = region is null,
            Endpoint = endpoint,
            IsEndpointUnknown = isEndpointUnknown,
            IsCodeInClearText = !string.IsNullOrWhiteSpace(code) && codeVariable is null && Setting.PlaceholderIn(code) is null,
            Code = CodeOf(code, codeVariable),
            CodeSecret = codeVariable?.ValueFrom?.SecretKeyRef?.Name ?? ConnectorNames.ActivationSecret,
            CodeKey = codeVariable?.ValueFrom?.SecretKeyRef?.Key ?? ConnectorNames.ActivationCodeKey,
            StatePrefix = Name(flags.GetValueOrDefault("state.secretNamePrefix")) ?? ConnectorNames.StateSecretPrefix,
            StateNamespace = Name(flags.GetValueOrDefault("state.secretNamespace")),
        };
    }

    // The code is in a Secret (null), in the variable, or in the argument; without the flag there is no code.
    private static ActivationCodeFacts? CodeOf(string? code, EnvVar? variable)
    {
        if (variable is null)
        {
            return ActivationCodeFacts.OfPlain(code);
        }

        return variable.ValueFrom is null ? ActivationCodeFacts.OfPlain(variable.Value?.Reveal()) : null;
    }

    private static Setting Resolve(string? argument, Container container, Func<string?, Setting> validate)
    {
        EnvVar? variable = ResolveReference(argument, container);
        if (variable is null)
        {
            return validate(argument);
        }

        return variable.ValueFrom is null ? validate(variable.Value?.Reveal()) : Setting.FromElsewhere;
    }

    private static EnvVar? ResolveReference(string? argument, Container container) =>
        argument is not null && Reference().Match(argument) is { Success: true } match
            ? container.Env.OrEmpty().FirstOrDefault(variable => variable.Name == match.Groups["name"].Value)
            : null;

    // Both forms are supported: "--name=value" and "--name", "value".
    private static Dictionary<string, string> Flags(Container container)
    {
        var flags = new Dictionary<string, string>(StringComparer.Ordinal);
        string? open = null;
        foreach (SecretText argument in container.Command.OrEmpty().Concat(container.Args.OrEmpty()))
        {
            string text = argument.Reveal();
            if (text.StartsWith("--", StringComparison.Ordinal))
            {
                int equals = text.IndexOf('=', StringComparison.Ordinal);
                open = equals < 0 ? text[2..] : null;
                flags[equals < 0 ? text[2..] : text[2..equals]] = equals < 0 ? string.Empty : text[(equals + 1)..];
            }
            else if (open is not null)
            {
                flags[open] = text;
                open = null;
            }
        }

        return flags;
    }

    // A variable with a source such as a ConfigMap is not read, so the endpoint is unknown and not that of the Region.
    private static (string? Endpoint, bool IsUnknown) EndpointOf(string? argument, Container container)
    {
        EnvVar? variable = ResolveReference(argument, container);
        string? text = variable is null ? argument : variable.Value?.Reveal();
        string? endpoint = EndpointOf(text);
        return (endpoint, endpoint is null && (!string.IsNullOrEmpty(text) || variable?.ValueFrom is not null));
    }

    // The endpoint is shown in messages, so only a valid host name or URL is accepted.
    private static string? EndpointOf(string? text) =>
        !string.IsNullOrEmpty(text)
        && Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}", UriKind.Absolute, out Uri? uri)
        && uri is { Scheme: "https" or "http", UserInfo: "", HostNameType: UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6 }
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    // The value becomes part of a URL path, so only a valid object name is accepted.
    private static string? Name(string? text) => text is not null && ObjectName().IsMatch(text) ? text : null;

    [GeneratedRegex(@"\A\$\((?<name>[A-Za-z_.-][A-Za-z0-9_.-]*)\)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ObjectName();
}
