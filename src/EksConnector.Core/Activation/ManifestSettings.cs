using System.Text.RegularExpressions;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Activation;

/// <summary>
/// Reads the connector's settings from a manifest or from values for the Helm chart. The downloaded manifest has placeholders without
/// quotes, which are not valid YAML; they are quoted before the file is parsed. Other invalid files are read line by line.
/// </summary>
internal static partial class ManifestSettings
{
    public static ManifestSide Read(string path, string text, IManifestReader reader)
    {
        string? fault = reader.Read(text, out IReadOnlyList<ManifestNode> documents);
        if (fault is not null)
        {
            // In YAML, a plain scalar cannot start with a percent sign.
            string quoted = BarePlaceholder().Replace(text, "\"${name}\"");
            if (reader.Read(quoted, out documents) is not null)
            {
                documents = [];
            }
        }

        List<ManifestNode> objects = [.. documents.SelectMany(Objects)];
        string name = Path.GetFileName(path);
        ActivationSettings? settings = OfManifest(objects, name) ?? OfValues(objects, name) ?? (fault is null ? null : OfLines(text, name));
        return new ManifestSide { Path = path, NotYaml = fault, Settings = settings, HasCode = settings?.Code is not null };
    }

    private static IEnumerable<ManifestNode> Objects(ManifestNode document) =>
        Text(document.At("kind")) == "List" ? document.At("items")?.Items ?? [] : [document];

    private static ActivationSettings? OfManifest(List<ManifestNode> objects, string where)
    {
        ActivationSettings? settings = null;
        foreach (ManifestNode candidate in objects)
        {
            if (Text(candidate.At("kind")) == "StatefulSet")
            {
                var spec = new PodSpec(InitContainers: [.. (candidate.At("spec", "template", "spec", "initContainers")?.Items ?? []).Select(ToContainer)]);
                settings ??= SettingsReader.Read(spec, where, isHelm: false);
            }
        }

        ManifestNode? secret = objects.Find(candidate =>
            Text(candidate.At("kind")) == "Secret" && Text(candidate.At("metadata", "name")) == (settings?.CodeSecret ?? ConnectorNames.ActivationSecret));
        if (settings is null && secret is null)
        {
            return null;
        }

        // The Secret may be in a separate file.
        settings ??= new ActivationSettings { Where = where, ActivationId = Setting.FromElsewhere, Region = Setting.FromElsewhere };
        if (settings.Code is not null || secret is null)
        {
            return settings;
        }

        return settings with
        {
            Code = secret.At("stringData", settings.CodeKey) is { } plain
                ? ActivationCodeFacts.OfPlain(Text(plain))
                : ActivationCodeFacts.OfBase64(Text(secret.At("data", settings.CodeKey))),
        };
    }

    private static ActivationSettings? OfValues(List<ManifestNode> objects, string where)
    {
        ManifestNode? eks = objects.Select(candidate => candidate.At("eks")).FirstOrDefault(values =>
            values is not null && values.Fields.Keys.Any(key => key is "activationId" or "activationCode" or "agentRegion"));
        if (eks is null)
        {
            return null;
        }

        // Values that are not in the file can be set on the helm command line.
        return new ActivationSettings
        {
            Where = where,
            IsHelm = true,
            ActivationId = eks.At("activationId") is { } id ? Setting.ActivationId(Text(id)) : Setting.FromElsewhere,
            Region = eks.At("agentRegion") is { } region ? Setting.Region(Text(region)) : Setting.FromElsewhere,
            Code = eks.At("activationCode") is { } code ? ActivationCodeFacts.OfPlain(Text(code)) : null,
            IsCodeInClearText = eks.At("activationCode") is not null,
        };
    }

    private static ActivationSettings? OfLines(string text, string where)
    {
        string? id = Group(IdLine().Match(text)) ?? Group(ValuesIdLine().Match(text));
        string? region = Group(RegionLine().Match(text));
        string? code = Group(CodeLine().Match(text));
        string? plainCode = Group(ValuesCodeLine().Match(text));
        if (id is null && region is null && code is null && plainCode is null)
        {
            return null;
        }

        return new ActivationSettings
        {
            Where = where,
            IsHelm = plainCode is not null,
            ActivationId = id is null ? Setting.FromElsewhere : Setting.ActivationId(id),
            Region = region is null ? Setting.FromElsewhere : Setting.Region(region),
            Code = plainCode is not null ? ActivationCodeFacts.OfPlain(plainCode) : code is not null ? ActivationCodeFacts.OfBase64(code) : null,
        };
    }

    private static Container ToContainer(ManifestNode node) => new(
        Text(node.At("name")),
        Image: null,
        Command: Texts(node.At("command")),
        Args: Texts(node.At("args")),
        Env: [.. (node.At("env")?.Items ?? []).Select(ToVariable)]);

    private static EnvVar ToVariable(ManifestNode node)
    {
        EnvVarSource? source = null;
        if (node.At("valueFrom") is { } from)
        {
            source = new EnvVarSource(from.At("secretKeyRef") is { } reference ? new SecretKeySelector(Text(reference.At("name")), Text(reference.At("key"))) : null);
        }

        return new EnvVar(Text(node.At("name")), node.At("value")?.Text, source);
    }

    private static List<SecretText> Texts(ManifestNode? list) => [.. (list?.Items ?? []).Select(item => item.Text ?? new SecretText(string.Empty))];

    private static string? Text(ManifestNode? node) => node?.Text?.Reveal();

    private static string? Group(Match match) => match.Success ? match.Groups["value"].Value.Trim('"', '\'') : null;

    [GeneratedRegex(@"(?<=[:-][ \t]+)(?<name>%[A-Za-z_][A-Za-z0-9_]*%)(?=[ \t]*(#.*)?\r?$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex BarePlaceholder();

    [GeneratedRegex(@"name:[ \t]*[""']?EKS_ACTIVATION_ID[""']?[ \t]*(\r?\n[ \t]*|,[ \t]*)value:[ \t]*(?<value>[^\s,}]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdLine();

    [GeneratedRegex(@"(^|[{,])[ \t]*activationId:[ \t]*(?<value>[^\s,}]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex ValuesIdLine();

    [GeneratedRegex(@"(--agent\.region=|(^|[{,])[ \t]*agentRegion:[ \t]*)(?<value>[^\s""',}]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex RegionLine();

    [GeneratedRegex(@"^[ \t]*code:[ \t]*(?<value>[^\s]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex CodeLine();

    [GeneratedRegex(@"(^|[{,])[ \t]*activationCode:[ \t]*(?<value>[^\s,}]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex ValuesCodeLine();
}
