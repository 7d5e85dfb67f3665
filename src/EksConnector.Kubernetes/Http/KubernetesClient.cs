using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.Errors;
using EksConnector.Kubernetes.Exec;
using EksConnector.Kubernetes.Json;

namespace EksConnector.Kubernetes.Http;

/// <summary>The API of one cluster for one operation, over the connection that all operations share.</summary>
internal sealed class KubernetesClient : IKubernetesClient
{
    // What kubectl asks for at a time.
    private const int PageSize = 500;

    // API servers end watches after 30 to 60 minutes by themselves; a shorter one notices a dead connection sooner.
    private static readonly TimeSpan s_watchTime = TimeSpan.FromMinutes(5);

    private readonly ConnectionLease _lease;
    private readonly ApiConnection _connection;
    private readonly ApiSender _sender;
    private readonly IOperationLog _log;

    public KubernetesClient(ClusterReference cluster, ConnectionLease lease, IOperationLog log)
    {
        Cluster = cluster;
        _lease = lease;
        _connection = lease.Connection;
        _sender = new ApiSender(_connection, log);
        _log = log;
    }

    public ClusterReference Cluster { get; }

    public Task<T> GetAsync<T>(ResourceType<T> type, string? @namespace, string name, CancellationToken cancellationToken)
        where T : IKubernetesObject =>
        ReadAsync<T>(ApiPaths.Get(type, @namespace, name), cancellationToken);

    public async Task<ResourceList<T>> ListAsync<T>(
        ResourceType<T> type, string? @namespace, ListOptions options, CancellationToken cancellationToken)
        where T : IKubernetesObject
    {
        // A plugin's time is its own.
        await _connection.GetCredentialAsync(rejected: null, _log, cancellationToken).ConfigureAwait(false);
        using var limit = new RequestLimit(_connection.Settings.Timeout, cancellationToken);
        ResourceList<T> page = await ReadPageAsync(continuation: null).ConfigureAwait(false);
        if (string.IsNullOrEmpty(page.Metadata?.Continue))
        {
            return page;
        }

        var items = new List<T>(page.Items ?? []);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (page.Metadata?.Continue is { Length: > 0 } continuation)
        {
            if (!seen.Add(continuation))
            {
                throw Endless("a page names itself as the next");
            }

            if (seen.Count >= AnswerSizes.ListPages || items.Count > AnswerSizes.ListItems)
            {
                throw Endless($"it has more than {AnswerSizes.ListItems} objects, or more than {AnswerSizes.ListPages} pages");
            }

            try
            {
                page = await ReadPageAsync(continuation).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceExpired)
            {
                // The server forgot the list between two pages: it is read anew, and in one piece, which cannot expire.
                return await ReadAsync(ApiPaths.List(type, @namespace, options, limit: 0, continuation: null)).ConfigureAwait(false);
            }

            items.AddRange(page.Items ?? []);
        }

        return page with { Items = items };

        Task<ResourceList<T>> ReadPageAsync(string? continuation) =>
            ReadAsync(ApiPaths.List(type, @namespace, options, PageSize, continuation));

        Task<ResourceList<T>> ReadAsync(ApiRequest request) =>
            _sender.ReadAsync(request, TypeInfo<ResourceList<T>>, limit, cancellationToken);

        EksConnectorException Endless(string what) =>
            TransportFaults.EndlessList(what, ApiPaths.List(type, @namespace, options, PageSize, continuation: null), _connection.Settings);
    }

    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType<T> type,
        string? @namespace,
        ListOptions options,
        string? resourceVersion,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IKubernetesObject
    {
        ApiRequest request = ApiPaths.Watch(type, @namespace, options, resourceVersion, s_watchTime);
        using ApiAnswer answer = await _sender.OpenAsync(
            request, s_watchTime + _connection.Settings.Timeout, cancellationToken).ConfigureAwait(false);
        var lines = new LineReader(answer.Body, AnswerSizes.WatchLine, _connection.Settings.Timeout);
        JsonTypeInfo<T> objectJson = TypeInfo<T>();
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
                Exception fault = TransportFaults.FromBody(exception, request, _connection.Settings);
                throw (fault as TransientFault)?.Failure ?? fault;
            }
        }

        WatchEvent<T> Parse(ReadOnlySpan<byte> line)
        {
            try
            {
                WatchEvent<JsonElement>? raw = JsonSerializer.Deserialize(line, ModelJson.Default.WatchEventJsonElement);
                return raw?.Type == "ERROR"
                    ? throw StatusFaults.FromWatch(raw.Object.Deserialize(ModelJson.Default.ApiStatus), request, _connection.Settings)
                    : new WatchEvent<T>(raw?.Type, raw is null ? default : raw.Object.Deserialize(objectJson));
            }
            catch (JsonException exception)
            {
                throw TransportFaults.FromBody(exception, request, _connection.Settings);
            }
        }
    }

    public Task<T> CreateAsync<T>(
        ResourceType<T> type, string? @namespace, ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject =>
        ReadAsync<T>(ApiPaths.Create(type, @namespace, json, dryRun), cancellationToken);

    public Task<T> ReplaceAsync<T>(
        ResourceType<T> type, string? @namespace, string name, ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject =>
        ReadAsync<T>(ApiPaths.Replace(type, @namespace, name, json, dryRun), cancellationToken);

    public Task DeleteAsync<T>(
        ResourceType<T> type, string? @namespace, string name, string uid, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject =>

        // A Status, or the object where it takes a while to go: that it was accepted is all there is to know.
        ReadAsync<JsonElement>(ApiPaths.Delete(type, @namespace, name, uid, dryRun), cancellationToken);

    public async Task<bool> ReviewAccessAsync(AccessQuestion question, CancellationToken cancellationToken)
    {
        AccessReview review = await ReadAsync<AccessReview>(ApiPaths.Review(question), cancellationToken).ConfigureAwait(false);
        return review.Status?.Allowed == true;
    }

    public Task<ServerVersion> GetServerVersionAsync(CancellationToken cancellationToken) =>
        ReadAsync<ServerVersion>(new ApiRequest("get", "version"), cancellationToken);

    public async Task<Stream> OpenLogAsync(
        string @namespace, string pod, string container, ContainerLogOptions options, TimeSpan? silence, CancellationToken cancellationToken)
    {
        ApiRequest request = ApiPaths.Log(@namespace, pod, container, options);
        TimeSpan limit = silence ?? _connection.Settings.Timeout;
        ApiAnswer answer = await _sender.OpenRepeatedlyAsync(request, limit, cancellationToken).ConfigureAwait(false);
        return new AnswerStream(answer, request, _connection.Settings, limit);
    }

    public async Task<IContainerCommand> ExecAsync(
        string @namespace, string pod, string container, IReadOnlyList<string> command, TimeSpan? silence, CancellationToken cancellationToken)
    {
        // Until the server agrees nothing runs, so the beginning can be repeated; what runs never is.
        ApiRequest request = ApiPaths.Exec(@namespace, pod, container, command);
        ApiAnswer answer = await _sender.OpenRepeatedlyAsync(request, _connection.Settings.Timeout, cancellationToken).ConfigureAwait(false);
        try
        {
            WebSocket socket = WebSocketUpgrade.Accept(answer, _connection.Settings);
            return new ContainerCommand(
                new CommandOutput(socket, request, _connection.Settings, silence ?? _connection.Settings.Timeout), answer);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    public void Dispose() => _lease.Dispose();

    // How the object is read is only looked up when it is there: the first time this takes long.
    private Task<T> ReadAsync<T>(ApiRequest request, CancellationToken cancellationToken) =>
        _sender.ReadAsync(request, TypeInfo<T>, cancellationToken);

    private static JsonTypeInfo<T> TypeInfo<T>() =>
        (JsonTypeInfo<T>?)ModelJson.Default.GetTypeInfo(typeof(T))
        ?? throw new InvalidOperationException($"{typeof(T)} is missing in {nameof(ModelJson)}.");
}
