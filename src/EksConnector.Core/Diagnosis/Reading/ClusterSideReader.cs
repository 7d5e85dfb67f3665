using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Status;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>
/// Reads the data about the activation from the cluster: logs, roles and Secrets, concurrently. Data that cannot be read is omitted with
/// the missing permission as the reason.
/// </summary>
/// <param name="client">The client of the cluster.</param>
internal sealed class ClusterSideReader(IKubernetesClient client)
{
    // The fatal error of connector-init is followed by the stack traces of its goroutines, about 80 lines.
    private const long LogLines = 500;
    private const long LogBytes = 256 * 1024;

    private static readonly RoleState s_refused = new("the API server reports that its service account is not permitted to create, get, and update Secrets");

    /// <summary>Adds logs, roles and Secrets.</summary>
    /// <param name="side">The data that was read before.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The complete data.</returns>
    public async Task<ClusterSide> CompleteAsync(ClusterSide side, CancellationToken cancellationToken)
    {
        if (side.NotInstalled is not null)
        {
            return side;
        }

        string stateNamespace = side.StateNamespace;
        string prefix = side.StatePrefix;
        int[] ordinals = side.Ordinals();
        Task<PodFacts>[] pods = [.. side.Pods.Select(pod => WithLogAsync(pod, side.Namespace, cancellationToken))];
        Task<RoleState> role = ReadRoleAsync(side, stateNamespace, [.. ordinals.Select(ordinal => $"{prefix}-{ordinal}")], cancellationToken);
        Task<StateFacts>[] states = [.. ordinals.Select(ordinal => ReadStateAsync(stateNamespace, prefix, ordinal, cancellationToken))];
        Task<SecretState> secret = ReadCodeAsync(side, cancellationToken);
        return side with
        {
            Pods = await Task.WhenAll(pods).ConfigureAwait(false),
            Role = await role.ConfigureAwait(false),
            States = await Task.WhenAll(states).ConfigureAwait(false),
            ActivationSecret = await secret.ConfigureAwait(false),
        };
    }

    /// <summary>Creates the data that is available without further requests.</summary>
    /// <param name="snapshot">The snapshot with the StatefulSet and its Pods.</param>
    /// <param name="kubectl">The cluster for kubectl commands; null if it is not known.</param>
    public static ClusterSide Begin(ConnectorSnapshot snapshot, KubectlTarget? kubectl)
    {
        StatefulSet? set = snapshot.StatefulSet;
        bool isHelm = Installation.InstalledBy(set) == StatusWords.Helm;
        return new ClusterSide
        {
            Context = snapshot.Context,
            Namespace = snapshot.Namespace,
            Kubectl = kubectl,
            Account = ConnectorAccount.Of(set, snapshot.Namespace) with { StatefulSet = null },
            FirstOrdinal = set?.Spec?.Ordinals?.Start ?? 0,
            StatefulSetUnread = set is null
                ? Unread.Denied("get", "statefulsets", "API group apps", snapshot.Namespace)
                : null,
            IsHelm = isHelm,
            HelmRelease = Installation.HelmRelease(set),
            HelmChartVersion = isHelm ? ChartVersion(set) : null,
            InitIndex = IndexOf(set?.Spec?.Template?.Spec?.InitContainers, ConnectorNames.InitContainer),
            ProxyIndex = IndexOf(set?.Spec?.Template?.Spec?.Containers, ConnectorNames.ProxyContainer),
            ProxyVariables = ProxyVariable.Of(set?.Spec?.Template?.Spec),
            Replicas = set is null ? null : set.Spec?.Replicas ?? 1,
            Settings = SettingsReader.Read(set?.Spec?.Template?.Spec, $"StatefulSet {ConnectorNames.StatefulSet}", isHelm),
            Pods = PodFactsReader.Read(snapshot),
        };
    }

    private static string? ChartVersion(StatefulSet? set) =>
        ImageVersion.Of((set?.Spec?.Template?.Spec?.Containers).OrEmpty().Select(container => container.Image).OfType<string>(), ImageVersion.Connector) is { } tag
        && Argument.ChartVersion(tag).IsAllowed ? tag : null;

    private static int? IndexOf(IReadOnlyList<Container>? containers, string name)
    {
        // The place in the list as the server has it, nulls included: a patch is made with it.
        int at = containers?.ToList().FindIndex(container => container?.Name == name) ?? -1;
        return at >= 0 && containers![at].Args.OrEmpty().Count > 0 ? at : null;
    }

    private async Task<PodFacts> WithLogAsync(PodFacts pod, string @namespace, CancellationToken cancellationToken)
    {
        if (pod.Ordinal is null || !pod.HasInitRun)
        {
            return pod;
        }

        try
        {
            InitLog? last = await ReadLogAsync(pod.Name, @namespace, previous: false, cancellationToken).ConfigureAwait(false);
            if (pod.InitExitCode is not null && last?.Fatal is null
                && await ReadLogAsync(pod.Name, @namespace, previous: true, cancellationToken).ConfigureAwait(false) is { } before)
            {
                // The current instance has not ended yet, so the error of the previous instance is used.
                last = before with { InstanceId = last?.InstanceId ?? before.InstanceId };
            }

            return pod with { Log = last };
        }
        catch (EksConnectorException exception)
        {
            return pod with { LogUnread = Unread.Because(exception, "get", "pods/log", null, @namespace) };
        }
    }

    // Returns null if the instance does not exist.
    private async Task<InitLog?> ReadLogAsync(string pod, string @namespace, bool previous, CancellationToken cancellationToken)
    {
        var options = new ContainerLogOptions { Previous = previous, TailLines = LogLines, LimitBytes = LogBytes };
        try
        {
            Stream stream = await client.OpenLogAsync(
                @namespace, pod, ConnectorNames.InitContainer, options, inactivityTimeout: null, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                using var reader = new StreamReader(stream);
                var lines = new List<string>();
                while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
                {
                    lines.Add(line);
                }

                return InitLogParser.Parse(lines);
            }
        }
        catch (EksConnectorException exception) when (exception.ErrorId is ErrorIds.ResourceNotFound or ErrorIds.InvalidRequest)
        {
            return null;
        }
    }

    private async Task<RoleState> ReadRoleAsync(ClusterSide side, string stateNamespace, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        // The answer of the API server is authoritative. The Role and the RoleBinding show what is missing, and are used alone if access cannot be checked.
        bool? allowed = await CanStoreStateAsync(side, stateNamespace, secrets, cancellationToken).ConfigureAwait(false);
        if (allowed == true)
        {
            return new RoleState(Fault: null);
        }

        bool isRefused = allowed == false;
        try
        {
            Task<RbacRole?> roleRead = FindAsync(ResourceTypes.Roles, stateNamespace, ConnectorNames.StateRole, cancellationToken);
            Task<RbacBinding?> bindingRead = FindAsync(ResourceTypes.RoleBindings, stateNamespace, ConnectorNames.StateRole, cancellationToken);
            await Task.WhenAll(roleRead, bindingRead).ConfigureAwait(false);
            RoleState judged = RoleRules.Evaluate(
                await roleRead.ConfigureAwait(false), await bindingRead.ConfigureAwait(false), side.Namespace, secrets);
            return isRefused && judged.Fault is null ? s_refused : judged;
        }
        catch (EksConnectorException exception)
        {
            return isRefused
                ? s_refused
                : new RoleState(Fault: null, Unread: Unread.Because(exception, "get", "roles, rolebindings", $"API group {ResourceTypes.RbacGroup}", stateNamespace));
        }
    }

    private async Task<bool?> CanStoreStateAsync(ClusterSide side, string stateNamespace, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        AccessCheck[] questions = [Question("create", null), .. secrets.SelectMany(name => new[] { Question("get", name), Question("update", name) })];
        try
        {
            bool[] answers = await Task.WhenAll(questions.Select(question => client.ReviewAccessAsync(question, cancellationToken))).ConfigureAwait(false);
            return Array.TrueForAll(answers, allowed => allowed);
        }
        catch (EksConnectorException)
        {
            return null;
        }

        AccessCheck Question(string verb, string? name) =>
            new(verb, "secrets") { User = side.Account.User, Groups = side.Account.Groups, Namespace = stateNamespace, Name = name };
    }

    private async Task<StateFacts> ReadStateAsync(string @namespace, string prefix, int ordinal, CancellationToken cancellationToken)
    {
        string name = $"{prefix}-{ordinal}";
        try
        {
            Secret? secret = await FindAsync(ResourceTypes.Secrets, @namespace, name, cancellationToken).ConfigureAwait(false);
            return secret is null ? new StateFacts { Name = name, Ordinal = ordinal, IsThere = false } : StateReader.Read(secret, name, ordinal);
        }
        catch (EksConnectorException exception)
        {
            return new StateFacts { Name = name, Ordinal = ordinal, Unread = Unread.Because(exception, "get", "secrets", null, @namespace) };
        }
    }

    private async Task<SecretState> ReadCodeAsync(ClusterSide side, CancellationToken cancellationToken)
    {
        if (side.Settings?.Code is { } code)
        {
            // If the argument contains the code, the Secret is not used.
            return new SecretState(IsThere: null, code, Unread: null);
        }

        try
        {
            Secret? secret = await FindAsync(
                ResourceTypes.Secrets, side.Namespace, side.Settings?.CodeSecret ?? ConnectorNames.ActivationSecret, cancellationToken).ConfigureAwait(false);
            string key = side.Settings?.CodeKey ?? ConnectorNames.ActivationCodeKey;
            SecretText? data = secret?.Data?.GetValueOrDefault(key);
            return new SecretState(secret is not null, secret is null ? null : ActivationCodeFacts.OfBase64(data?.Reveal()), Unread: null)
            {
                IsImmutable = secret?.Immutable == true,
                HasOtherValues = secret?.Data?.Keys.Any(name => name != key) == true,
            };
        }
        catch (EksConnectorException exception)
        {
            return new SecretState(IsThere: null, Code: null, Unread.Because(exception, "get", "secrets", null, side.Namespace));
        }
    }

    private async Task<T?> FindAsync<T>(ResourceType<T> type, string @namespace, string name, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        try
        {
            return await client.GetAsync(type, @namespace, name, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceNotFound)
        {
            return null;
        }
    }
}
