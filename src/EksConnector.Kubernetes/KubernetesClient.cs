using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Errors;
using EksConnector.Kubernetes.Exec;
using EksConnector.Kubernetes.Http;
using EksConnector.Kubernetes.Json;
using EksConnector.Kubernetes.Streams;
using k8s;
using k8s.Autorest;
using k8s.Models;
using IKubernetesObject = EksConnector.Core.Kubernetes.Models.IKubernetesObject;

namespace EksConnector.Kubernetes;

/// <summary>The API of one cluster for one operation, over the connection that all operations share.</summary>
internal sealed class KubernetesClient(ClusterReference cluster, ConnectionLease lease, IOperationLog log) : IKubernetesClient
{
    // What kubectl asks for at a time.
    private const int PageSize = 500;

    // API servers end watches after 30 to 60 minutes by themselves; a shorter one notices a dead connection sooner.
    private static readonly TimeSpan s_watchTime = TimeSpan.FromMinutes(5);

    private readonly ConnectionSettings _settings = lease.Connection.Settings;
    private readonly ApiSender _sender = new(lease.Connection, log);

    public ClusterReference Cluster { get; } = cluster;

    public Task<T> GetAsync<T>(ResourceType<T> type, string? @namespace, string name, CancellationToken cancellationToken)
        where T : IKubernetesObject => CallAsync(
        (api, token) => api.CustomObjects.GetClusterCustomObjectAsync<T>(
            type.Group, type.Version, CollectionOf(type, @namespace), PathSegment.Of(name), token),
        waitsForTurn: true,
        cancellationToken);

    public Task<ResourceList<T>> ListAsync<T>(
        ResourceType<T> type, string? @namespace, ListOptions options, CancellationToken cancellationToken)
        where T : IKubernetesObject => _sender.CallAsync(
        async (api, limit) =>
        {
            var items = new List<T>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            string? continuation = null;
            while (true)
            {
                ResourceList<T> page;
                try
                {
                    page = await ReadPageAsync(PageSize, continuation).ConfigureAwait(false);
                }
                catch (EksConnectorException exception) when (continuation is not null && exception.ErrorId == ErrorIds.ResourceExpired)
                {
                    // The server forgot the list between two pages: it is read again, and in one piece, which cannot expire.
                    return await ReadPageAsync(size: 0, continuation: null).ConfigureAwait(false);
                }

                string? next = NullIfEmpty(page.Metadata?.Continue);
                if (next is null && continuation is null)
                {
                    return page;
                }

                items.AddRange(page.Items ?? []);
                if (next is null)
                {
                    return page with { Items = items };
                }

                if (!seen.Add(next) || seen.Count >= AnswerSizes.ListPages || items.Count > AnswerSizes.ListItems)
                {
                    throw TransportFaults.EndlessList(type.Plural, _settings);
                }

                continuation = next;
            }

            Task<ResourceList<T>> ReadPageAsync(int size, string? continuation) => _sender.SendAsync(
                async token =>
                {
                    using HttpOperationResponse<ResourceList<T>> answer =
                        await ListPageAsync<T, ResourceList<T>>(api, type, @namespace, options, size, continuation, watchFrom: null, token).ConfigureAwait(false);
                    return answer.Body;
                },
                limit);
        },
        cancellationToken);

    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType<T> type,
        string? @namespace,
        ListOptions options,
        string? resourceVersion,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IKubernetesObject
    {
        using HttpOperationResponse<JsonElement> answer = await _sender.CallAsync(
            (api, limit) => _sender.SendAsync(
                token => ListPageAsync<T, JsonElement>(api, type, @namespace, options, size: null, continuation: null, resourceVersion ?? string.Empty, token),
                limit,
                waitsForTurn: false,
                maxRetries: 0),
            cancellationToken).ConfigureAwait(false);
        ApiRequest request = ApiRequest.Of(answer.Request, lease.Connection.Root);
        Stream body = await answer.Response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var lines = new LineReader(body, AnswerSizes.WatchLine, s_watchTime + _settings.Timeout, _settings.Timeout);
        while (await ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            yield return Parse(line.Span);
        }

        async ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync()
        {
            try
            {
                return await lines.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Exception fault = TransportFaults.FromBody(exception, request, _settings);
                throw (fault as TransientFault)?.Failure ?? fault;
            }
        }

        WatchEvent<T> Parse(ReadOnlySpan<byte> line)
        {
            try
            {
                WatchEvent<JsonElement>? raw = JsonSerializer.Deserialize(line, ModelJson.Default.WatchEventJsonElement);
                return raw?.Type == "ERROR"
                    ? throw StatusFaults.FromStatus(raw.Object.Deserialize(ModelJson.Default.V1Status), request, _settings)
                    : new WatchEvent<T>(raw?.Type, raw is null ? default : raw.Object.Deserialize(ModelJson.TypeInfo<T>()));
            }
            catch (JsonException exception)
            {
                throw TransportFaults.FromBody(exception, request, _settings);
            }
        }
    }

    public Task<T> CreateAsync<T>(
        ResourceType<T> type, string? @namespace, ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject => CallAsync(
        (api, token) => api.CustomObjects.CreateClusterCustomObjectAsync<T>(
            BodyOf(json), type.Group, type.Version, CollectionOf(type, @namespace), DryRun(dryRun), cancellationToken: token),
        waitsForTurn: false,
        cancellationToken);

    public Task<T> ReplaceAsync<T>(
        ResourceType<T> type, string? @namespace, string name, ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject => CallAsync(
        (api, token) => api.CustomObjects.ReplaceClusterCustomObjectAsync<T>(
            BodyOf(json), type.Group, type.Version, CollectionOf(type, @namespace), PathSegment.Of(name), DryRun(dryRun), cancellationToken: token),
        waitsForTurn: false,
        cancellationToken);

    public Task<T> PatchAsync<T>(
        ResourceType<T> type, string? @namespace, string name, ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject => CallAsync(
        (api, token) => api.CustomObjects.PatchClusterCustomObjectAsync<T>(
            new V1Patch(BodyOf(json), V1Patch.PatchType.JsonPatch),
            type.Group,
            type.Version,
            CollectionOf(type, @namespace),
            PathSegment.Of(name),
            DryRun(dryRun),
            cancellationToken: token),
        waitsForTurn: false,
        cancellationToken);

    public Task DeleteAsync<T>(
        ResourceType<T> type, string? @namespace, string name, string uid, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject
    {
        // Where there is a body, API servers do not look at the query.
        var body = new V1DeleteOptions
        {
            ApiVersion = "v1",
            Kind = "DeleteOptions",
            Preconditions = new V1Preconditions { Uid = uid },
            DryRun = dryRun ? ["All"] : null,
        };

        // A Status, or the object where it takes a while to go: that it was accepted is all there is to know.
        return CallAsync(
            (api, token) => api.CustomObjects.DeleteClusterCustomObjectAsync<JsonElement>(
                type.Group, type.Version, CollectionOf(type, @namespace), PathSegment.Of(name), body, dryRun: DryRun(dryRun), cancellationToken: token),
            waitsForTurn: false,
            cancellationToken);
    }

    public Task<bool> ReviewAccessAsync(AccessQuestion question, CancellationToken cancellationToken)
    {
        var review = new AccessReview(
            "authorization.k8s.io/v1", question.User is null ? "SelfSubjectAccessReview" : "SubjectAccessReview", AccessReviewSpec.Of(question), Status: null);
        string resource = question.User is null ? "selfsubjectaccessreviews" : "subjectaccessreviews";
        return CallAsync(
            async (api, token) => (await api.CustomObjects.CreateClusterCustomObjectAsync<AccessReview>(
                review, "authorization.k8s.io", "v1", resource, cancellationToken: token).ConfigureAwait(false)).Status?.Allowed == true,
            waitsForTurn: true,
            cancellationToken);
    }

    public Task<ServerVersion> GetServerVersionAsync(CancellationToken cancellationToken) => CallAsync(
        async (api, token) =>
        {
            VersionInfo version = await api.Version.GetCodeAsync(token).ConfigureAwait(false);
            return new ServerVersion(version.GitVersion, version.Platform);
        },
        waitsForTurn: true,
        cancellationToken);

    public async Task<Stream> OpenLogAsync(
        string @namespace, string pod, string container, ContainerLogOptions options, TimeSpan? silence, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer = await OpenAsync(
            root => PodRequests.Log(root, @namespace, pod, container, options), cancellationToken).ConfigureAwait(false);
        Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return new AnswerStream(answer, body, ApiRequest.Of(answer.RequestMessage!, lease.Connection.Root), _settings, silence ?? _settings.Timeout);
    }

    public async Task<IContainerCommand> ExecAsync(
        string @namespace, string pod, string container, IReadOnlyList<string> command, TimeSpan? silence, CancellationToken cancellationToken)
    {
        // Until the server agrees nothing runs, so the beginning can be repeated; what runs never is.
        HttpResponseMessage answer = await OpenAsync(
            root => WebSocketUpgrade.Ask(PodRequests.Exec(root, @namespace, pod, container, command)), cancellationToken).ConfigureAwait(false);
        try
        {
            Stream stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            WebSocket socket = WebSocketUpgrade.Accept(answer, stream, _settings);
            ApiRequest request = ApiRequest.Of(answer.RequestMessage!, lease.Connection.Root);
            return new ContainerCommand(new CommandOutput(socket, request, _settings, silence ?? _settings.Timeout), answer);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    public void Dispose() => lease.Dispose();

    private Task<T> CallAsync<T>(Func<k8s.Kubernetes, CancellationToken, Task<T>> call, bool waitsForTurn, CancellationToken cancellationToken) =>
        _sender.CallAsync((api, limit) => _sender.SendAsync(token => call(api, token), limit, waitsForTurn), cancellationToken);

    private Task<HttpResponseMessage> OpenAsync(Func<Uri, HttpRequestMessage> request, CancellationToken cancellationToken) =>
        _sender.CallAsync(
            (api, limit) => _sender.SendAsync(token => api.SendAsync(request(api.BaseUri), token), limit, waitsForTurn: false), cancellationToken);

    private static Task<HttpOperationResponse<TAnswer>> ListPageAsync<T, TAnswer>(
        k8s.Kubernetes api, ResourceType<T> type, string? @namespace, ListOptions options, int? size, string? continuation, string? watchFrom, CancellationToken cancellationToken)
        where T : IKubernetesObject
    {
        bool? watch = watchFrom is null ? null : true;
        return api.CustomObjects.ListClusterCustomObjectWithHttpMessagesAsync<TAnswer>(
            type.Group,
            type.Version,
            CollectionOf(type, @namespace),
            allowWatchBookmarks: watch,
            continueParameter: continuation,
            fieldSelector: NullIfEmpty(options.FieldSelector),
            labelSelector: NullIfEmpty(options.LabelSelector),
            limit: size,
            resourceVersion: NullIfEmpty(watchFrom),
            timeoutSeconds: watch is null ? null : (int)s_watchTime.TotalSeconds,
            watch: watch,
            cancellationToken: cancellationToken);
    }

    // The library has two methods for each verb, which differ in this part of the path alone.
    private static string CollectionOf<T>(ResourceType<T> type, string? @namespace)
        where T : IKubernetesObject =>
        type.IsNamespaced && @namespace is not null ? $"namespaces/{PathSegment.Of(@namespace)}/{type.Plural}" : type.Plural;

    private static JsonElement BodyOf(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, ModelJson.Default.JsonElement);

    private static string? DryRun(bool dryRun) => dryRun ? "All" : null;

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
