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

/// <summary>The client for one cluster and one operation, which uses a shared connection.</summary>
internal sealed class KubernetesClient(ClusterReference cluster, ConnectionLease lease, IOperationLog log) : IKubernetesClient
{
    // The page size of kubectl.
    private const int PageSize = 500;

    // API servers end watches after 30 to 60 minutes; a shorter time detects a lost connection earlier.
    private static readonly TimeSpan s_watchTimeout = TimeSpan.FromMinutes(5);

    private readonly ConnectionSettings _settings = lease.Connection.Settings;
    private readonly ApiSender _sender = new(lease.Connection, log);

    public ClusterReference Cluster { get; } = cluster;

    public Task<T> GetAsync<T>(ResourceType<T> type, string? @namespace, string name, CancellationToken cancellationToken)
        where T : IKubernetesObject => CallAsync(
        (api, token) => api.CustomObjects.GetClusterCustomObjectAsync<T>(
            type.Group, type.Version, CollectionOf(type, @namespace), PathSegment.Escape(name), token),
        waitsForSlot: true,
        cancellationToken);

    public Task<ResourceList<T>> ListAsync<T>(
        ResourceType<T> type, string? @namespace, ListOptions options, CancellationToken cancellationToken)
        where T : IKubernetesObject => _sender.CallAsync(
        async (api, callTimeout) =>
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
                    // The list expired between two pages, so read it again in one request, which cannot expire.
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

                if (!seen.Add(next) || seen.Count >= SizeLimits.ListPages || items.Count > SizeLimits.ListItems)
                {
                    throw TransportFaults.EndlessList(type.Plural, _settings);
                }

                continuation = next;
            }

            Task<ResourceList<T>> ReadPageAsync(int size, string? continuation) => _sender.SendAsync(
                async token =>
                {
                    using HttpOperationResponse<ResourceList<T>> response =
                        await ListPageAsync<T, ResourceList<T>>(api, type, @namespace, options, size, continuation, watchFrom: null, token).ConfigureAwait(false);
                    return response.Body;
                },
                callTimeout);
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
        using HttpOperationResponse<JsonElement> response = await _sender.CallAsync(
            (api, callTimeout) => _sender.SendAsync(
                token => ListPageAsync<T, JsonElement>(api, type, @namespace, options, size: null, continuation: null, resourceVersion ?? string.Empty, token),
                callTimeout,
                waitsForSlot: false,
                maxRetries: 0),
            cancellationToken).ConfigureAwait(false);
        ApiRequest request = ApiRequest.FromMessage(response.Request, lease.Connection.Root);
        Stream body = await response.Response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var lines = new LineReader(body, SizeLimits.WatchLine, s_watchTimeout + _settings.Timeout, _settings.Timeout);
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
        waitsForSlot: false,
        cancellationToken);

    public Task<T> ReplaceAsync<T>(
        ResourceType<T> type, string? @namespace, string name, ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject => CallAsync(
        (api, token) => api.CustomObjects.ReplaceClusterCustomObjectAsync<T>(
            BodyOf(json), type.Group, type.Version, CollectionOf(type, @namespace), PathSegment.Escape(name), DryRun(dryRun), cancellationToken: token),
        waitsForSlot: false,
        cancellationToken);

    public Task<T> PatchAsync<T>(
        ResourceType<T> type, string? @namespace, string name, ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject => CallAsync(
        (api, token) => api.CustomObjects.PatchClusterCustomObjectAsync<T>(
            new V1Patch(BodyOf(json), V1Patch.PatchType.JsonPatch),
            type.Group,
            type.Version,
            CollectionOf(type, @namespace),
            PathSegment.Escape(name),
            DryRun(dryRun),
            cancellationToken: token),
        waitsForSlot: false,
        cancellationToken);

    public Task DeleteAsync<T>(
        ResourceType<T> type, string? @namespace, string name, string uid, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject
    {
        // API servers ignore the query if there is a body.
        var body = new V1DeleteOptions
        {
            ApiVersion = "v1",
            Kind = "DeleteOptions",
            Preconditions = new V1Preconditions { Uid = uid },
            DryRun = dryRun ? ["All"] : null,
        };

        // The response is a Status, or the object if its deletion takes time; only success matters.
        return CallAsync(
            (api, token) => api.CustomObjects.DeleteClusterCustomObjectAsync<JsonElement>(
                type.Group, type.Version, CollectionOf(type, @namespace), PathSegment.Escape(name), body, dryRun: DryRun(dryRun), cancellationToken: token),
            waitsForSlot: false,
            cancellationToken);
    }

    public Task<bool> ReviewAccessAsync(AccessCheck question, CancellationToken cancellationToken)
    {
        var review = new AccessReview(
            "authorization.k8s.io/v1", question.User is null ? "SelfSubjectAccessReview" : "SubjectAccessReview", AccessReviewSpec.Create(question), Status: null);
        string resource = question.User is null ? "selfsubjectaccessreviews" : "subjectaccessreviews";
        return CallAsync(
            async (api, token) => (await api.CustomObjects.CreateClusterCustomObjectAsync<AccessReview>(
                review, "authorization.k8s.io", "v1", resource, cancellationToken: token).ConfigureAwait(false)).Status?.Allowed == true,
            waitsForSlot: true,
            cancellationToken);
    }

    public Task<ServerVersion> GetServerVersionAsync(CancellationToken cancellationToken) => CallAsync(
        async (api, token) =>
        {
            VersionInfo version = await api.Version.GetCodeAsync(token).ConfigureAwait(false);
            return new ServerVersion(version.GitVersion, version.Platform);
        },
        waitsForSlot: true,
        cancellationToken);

    public async Task<Stream> OpenLogAsync(
        string @namespace, string pod, string container, ContainerLogOptions options, TimeSpan? inactivityTimeout, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await OpenAsync(
            root => PodRequests.Log(root, @namespace, pod, container, options), cancellationToken).ConfigureAwait(false);
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return new ResponseStream(response, body, ApiRequest.FromMessage(response.RequestMessage!, lease.Connection.Root), _settings, inactivityTimeout ?? _settings.Timeout);
    }

    public async Task<IContainerCommand> ExecAsync(
        string @namespace, string pod, string container, IReadOnlyList<string> command, TimeSpan? inactivityTimeout, CancellationToken cancellationToken)
    {
        // The command runs only after the upgrade, so the request can be retried until then, and never afterwards.
        HttpResponseMessage response = await OpenAsync(
            root => WebSocketUpgrade.AddHeaders(PodRequests.Exec(root, @namespace, pod, container, command)), cancellationToken).ConfigureAwait(false);
        try
        {
            Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            WebSocket socket = WebSocketUpgrade.Accept(response, stream, _settings);
            ApiRequest request = ApiRequest.FromMessage(response.RequestMessage!, lease.Connection.Root);
            return new ContainerCommand(new CommandOutput(socket, request, _settings, inactivityTimeout ?? _settings.Timeout), response);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    public void Dispose() => lease.Dispose();

    private Task<T> CallAsync<T>(Func<k8s.Kubernetes, CancellationToken, Task<T>> call, bool waitsForSlot, CancellationToken cancellationToken) =>
        _sender.CallAsync((api, callTimeout) => _sender.SendAsync(token => call(api, token), callTimeout, waitsForSlot), cancellationToken);

    private Task<HttpResponseMessage> OpenAsync(Func<Uri, HttpRequestMessage> request, CancellationToken cancellationToken) =>
        _sender.CallAsync(
            (api, callTimeout) => _sender.SendAsync(token => api.SendAsync(request(api.BaseUri), token), callTimeout, waitsForSlot: false), cancellationToken);

    private static Task<HttpOperationResponse<TResponse>> ListPageAsync<T, TResponse>(
        k8s.Kubernetes api, ResourceType<T> type, string? @namespace, ListOptions options, int? size, string? continuation, string? watchFrom, CancellationToken cancellationToken)
        where T : IKubernetesObject
    {
        bool? watch = watchFrom is null ? null : true;
        return api.CustomObjects.ListClusterCustomObjectWithHttpMessagesAsync<TResponse>(
            type.Group,
            type.Version,
            CollectionOf(type, @namespace),
            allowWatchBookmarks: watch,
            continueParameter: continuation,
            fieldSelector: NullIfEmpty(options.FieldSelector),
            labelSelector: NullIfEmpty(options.LabelSelector),
            limit: size,
            resourceVersion: NullIfEmpty(watchFrom),
            timeoutSeconds: watch is null ? null : (int)s_watchTimeout.TotalSeconds,
            watch: watch,
            cancellationToken: cancellationToken);
    }

    // The library has a namespaced and a cluster-scoped method for each verb, which differ only in this part of the path.
    private static string CollectionOf<T>(ResourceType<T> type, string? @namespace)
        where T : IKubernetesObject =>
        type.IsNamespaced && @namespace is not null ? $"namespaces/{PathSegment.Escape(@namespace)}/{type.Plural}" : type.Plural;

    private static JsonElement BodyOf(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, ModelJson.Default.JsonElement);

    private static string? DryRun(bool dryRun) => dryRun ? "All" : null;

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
