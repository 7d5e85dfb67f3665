using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Bundle;
using EksConnector.Core.Diagnosis.Rules;
using EksConnector.Core.Findings;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Tests.Diagnosis;
using EksConnector.Tests.Impersonation;

namespace EksConnector.Tests.Commands;

/// <summary>Values from outside never become commands: Bash makes only the intended calls.</summary>
public sealed class HostileCommandTests
{
    private static readonly string[] s_programs = ["kubectl", "helm", "aws", "docker", "Grant-EksConnectorImpersonation"];

    // The options that the module adds, such as -n and the - in kubectl apply -f -.
    private static readonly HashSet<string> s_options =
        [.. HostileFixes.With("harmless").SelectMany(Commands).SelectMany(Calls.Words).Where(word => word.StartsWith('-'))];

    // Situations whose findings have commands, from many different rules.
    private static readonly string[] s_situations =
    [
        "activation-code-key-missing", "activation-expired-before-use", "agent-crash-loop-unexplained", "control-plane-nodes-only", "image-pull-unauthorized-crio",
        "no-amd64-node", "no-namespace", "node-silent", "pod-evicted-for-disk", "pod-security-restricted", "pod-stuck-terminating", "principal-is-not-granted",
        "principal-may-not-read", "quota-exceeded", "service-account-missing", "session-arn-is-granted", "state-role-deleted-while-it-runs", "token-is-empty",
        "turned-off-after-the-registration", "nobody-is-granted", "readiness-gate-not-met", "proxy-crash-loop-unexplained",
    ];

    [SkippableFact]
    public async Task Bash_receives_the_intended_arguments_for_every_known_value()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no Bash.");
        await CheckAsync([.. HostileValues.Known.SelectMany(value => HostileFixes.With(value).Select(fix => (value, fix)))]);
    }

    [SkippableFact]
    public async Task Bash_receives_the_intended_arguments_for_any_value()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no Bash.");
        await HostileValues.Any.Array[40].SampleAsync(
            values => CheckAsync([.. values.SelectMany(value => HostileFixes.With(value).Select(fix => (value, fix)))]), iter: 5, threads: 1);
    }

    [SkippableFact]
    public async Task No_bundle_content_changes_a_command()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no Bash.");
        var bundles = new List<JsonObject>();
        foreach (string name in s_situations)
        {
            bundles.Add(await SnapshotAsync(name));
        }

        // The context and the file of the caller, because a bundle contains none.
        Gen<(string Value, FixCommand[] Fixes)> found = Gen.Select(Gen.Int[0, bundles.Count - 1], Gen.Int[0, 100_000], HostileValues.Any, (bundle, leaf, value) =>
            (value, Fixes(Read(With(bundles[bundle], leaf, value)), value)));
        await found.Array[400].SampleAsync(
            cases => CheckAsync([.. cases.SelectMany(item => item.Fixes.Select(fix => (item.Value, fix)))]), iter: 5, threads: 1);
    }

    [SkippableFact]
    public async Task The_command_that_ends_a_grant_is_safe()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no Bash.");
        (string Value, string Text)[] texts = [.. HostileValues.Known.SelectMany(value => RevokeCommands(value).Select(text => (value, text)))];
        texts.Length.ShouldBeGreaterThan(500);
        (string Value, string Text)[] commands = [.. texts.Where(text => IsCommand(text.Text))];
        IReadOnlyList<IReadOnlyList<string>> calls = await BashRecorder.RunAsync([.. commands.Select(item => Command(item.Text))]);
        for (int i = 0; i < commands.Length; i++)
        {
            string[] words = calls[i].ShouldHaveSingleItem(commands[i].Text).Split('\u0001');
            words[0].ShouldBeOneOf("kubectl", "helm", "Revoke-EksConnectorImpersonation");
            string? hostile = words[0].StartsWith("Revoke-") ? null : commands[i].Value;
            words.Skip(1).ShouldAllBe(word => !word.StartsWith('-') || word != hostile, commands[i].Text);
        }

        // Without a command, the text must not contain the value either.
        foreach ((string value, string text) in texts.Where(text => !IsCommand(text.Text) && text.Value.Length > 2 && !text.Value.All(character => char.IsAsciiLetterOrDigit(character) || character == '.')))
        {
            text.ShouldNotContain(value, Case.Sensitive);
        }
    }

    private static bool IsCommand(string text) => Command(text).StartsWith("kubectl ") || text.StartsWith("helm ") || text.StartsWith("Revoke-");

    // Without the warning around it.
    private static string Command(string text) => text.Split(", then: ")[^1].Split(" (an empty list")[0].Split(" (the chart's list")[0].Split(" (the version of")[0];

    private static IEnumerable<string> RevokeCommands(string value)
    {
        foreach (string? context in (string?[])[null, "prod", value])
        {
            RbacRole role = Roles.Role("eks-connector-service", Roles.Impersonate(Roles.Reader, Roles.Admin));
            RbacRole[] roles =
            [
                Roles.Role(value, Roles.Impersonate(Roles.Admin)),
                Roles.Role("eks-connector-service", Roles.Impersonate(value, Roles.Admin)),
                Roles.Role("eks-connector-service", Roles.Impersonate(value, Roles.Admin)).Of(Roles.Helm),
                role.Of(new() { ["meta.helm.sh/release-name"] = value, ["meta.helm.sh/release-namespace"] = "eks-connector" }),
                role.Of(new() { ["meta.helm.sh/release-name"] = "r", ["meta.helm.sh/release-namespace"] = value }),
                role.Of(Roles.Helm, new() { ["helm.sh/chart"] = "eks-connector-chart-" + value }),
                role.Of([], new() { ["app.kubernetes.io/managed-by"] = "EksConnector", ["eksconnector.github.io/connector-namespace"] = value }),
                Roles.Role("other", Roles.Impersonate(Roles.Admin)).Of(new() { ["meta.helm.sh/release-name"] = value }),
            ];
            foreach (RbacRole item in roles)
            {
                foreach (string binding in (string[])["b", value])
                {
                    foreach (RbacGrant grant in Roles.Cluster(item, Roles.Binding(binding, item.Metadata!.Name!, Roles.Account())).GrantsOf(RbacIdentity.Of(Roles.Connector)))
                    {
                        yield return new RemovalCommand(context, Roles.Admin, null).OfImpersonation(grant);
                    }
                }
            }

            foreach (RbacBinding binding in (RbacBinding[])
            [
                Roles.Binding(value, "view", Roles.User(Roles.Admin)),
                Roles.Binding(value, "view", Roles.User(value), Roles.User(Roles.Admin)),
                Roles.Binding("r", "view", Roles.User(Roles.Admin)).In(value),
                Roles.Binding("r", "view", Roles.User(Roles.Admin), Roles.User(value)).Of(Roles.Helm),
            ])
            {
                foreach (RbacGrant grant in Roles.Cluster(Roles.Role("view", Roles.List("pods")), binding).GrantsOf(RbacIdentity.Impersonated(Roles.Admin)))
                {
                    yield return new RemovalCommand(context, Roles.Admin, null).OfReading(grant);
                }
            }
        }
    }

    private static async Task CheckAsync((string Value, FixCommand Fix)[] cases)
    {
        cases = [.. cases.DistinctBy(item => item.Fix.Shell)];
        IReadOnlyList<IReadOnlyList<string>> calls = await BashRecorder.RunAsync([.. cases.Select(item => item.Fix.Shell)]);
        for (int i = 0; i < cases.Length; i++)
        {
            (string value, FixCommand fix) = cases[i];
            calls[i].ShouldBe(Calls.InBash(fix), $"{value}\n{fix.Shell}");
            foreach (Command command in Commands(fix))
            {
                s_programs.ShouldContain(command.Program);
                Calls.Words(command).Skip(1).ShouldAllBe(
                    word => word != value || !word.StartsWith('-') || s_options.Contains(word) || command.Program.Contains("-Eks"), fix.Shell);
            }
        }
    }

    private static IEnumerable<Command> Commands(FixCommand fix) =>
        fix.ShellSteps.Concat(fix.PowerShellSteps).OfType<PipelineStep>().SelectMany(step => step.Shell.Commands);

    private static FixCommand[] Fixes(DiagnosisSnapshot? snapshot, string value)
    {
        if (snapshot is null)
        {
            return [];
        }

        var target = new KubectlTarget(value, value.Length % 2 == 0 ? value : null);
        snapshot = snapshot with { Cluster = snapshot.Cluster! with { Kubectl = target } };
        Observation[] observations;
        try
        {
            observations = [.. DiagnosisRules.All.SelectMany(rule => rule.Check(snapshot))];
        }
        catch (Exception exception) when (exception is NullReferenceException or ArgumentException or FormatException or OverflowException or KeyNotFoundException)
        {
            // Invalid bundles are not tested here.
            return [];
        }

        return [.. observations.Select(observation => observation.Fix).OfType<FixCommand>()];
    }

    private static DiagnosisSnapshot? Read(JsonObject json)
    {
        try
        {
            return json.Deserialize(BundleJson.Snapshot) is { Cluster: { Context: not null, Namespace: not null } } snapshot ? snapshot : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // All occurrences are replaced, because a name can occur more than once.
    private static JsonObject With(JsonObject snapshot, int leaf, string value)
    {
        string[] texts = [.. Leaves(snapshot).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string text = texts[leaf % texts.Length];
        return (JsonObject)Replace(snapshot, text, value)!;
    }

    private static IEnumerable<string> Leaves(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => Leaves(member.Value)),
        JsonArray list => list.SelectMany(Leaves),
        JsonValue leaf when leaf.GetValueKind() == JsonValueKind.String => [leaf.GetValue<string>()],
        _ => [],
    };

    private static JsonNode? Replace(JsonNode? node, string text, string value) => node switch
    {
        JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, Replace(member.Value, text, value)))),
        JsonArray list => new JsonArray([.. list.Select(item => Replace(item, text, value))]),
        JsonValue leaf when leaf.GetValueKind() == JsonValueKind.String && leaf.GetValue<string>() == text => value,
        _ => node?.DeepClone(),
    };

    private static async Task<JsonObject> SnapshotAsync(string name)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.zip");
        try
        {
            await CorpusTests.RunAsync(CorpusSituation.All[name], request => DiagnosisRun.OfBundleAsync(new ExportRequest(request, path)));
            return JsonSerializer.SerializeToNode(BundleReader.Read(path, CancellationToken.None)[0], BundleJson.Snapshot)!.AsObject();
        }
        finally
        {
            File.Delete(path);
        }
    }
}
