using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace EksConnector.FakeCluster;

/// <summary>
/// The objects of a cluster. Every change increments <see cref="Version"/> and is sent to the watches. Objects are copied when they are
/// stored and returned, so that a test can change its copies.
/// </summary>
public sealed class ObjectStore
{
    private readonly object _gate = new();
    private readonly int _historyLength;
    private readonly List<(StoreChange Change, StoreSnapshot After)> _history = [];
    private readonly List<StoreWatch> _watches = [];
    private readonly List<Action<StoreChange>> _observers = [];
    private StoreSnapshot _current;
    private StoreSnapshot _oldest;

    internal ObjectStore(int historyLength)
        : this(historyLength, new StoreSnapshot(1, ImmutableSortedDictionary<ObjectKey, StoredObject>.Empty))
    {
    }

    private ObjectStore(int historyLength, StoreSnapshot start)
    {
        _historyLength = historyLength;
        _current = start;
        _oldest = start;
    }

    /// <summary>The version after the last change.</summary>
    public long Version => Current.Version;

    /// <summary>The number of open watches.</summary>
    public int WatchCount
    {
        get
        {
            lock (_gate)
            {
                return _watches.Count;
            }
        }
    }

    internal StoreSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Creates or replaces an object.</summary>
    /// <param name="value">The object with kind, apiVersion and metadata; missing times, UID, and version are added.</param>
    /// <returns>The stored object.</returns>
    public JsonObject Put(JsonObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        JsonObject copy = JsonText.Copy(value);
        ResourceKind kind = ResourceKinds.Of(copy);
        lock (_gate)
        {
            return (JsonObject)Write(kind, copy).Json.DeepClone();
        }
    }

    /// <summary>Changes an object.</summary>
    /// <param name="resource">The kind, such as <c>pods</c> or <c>statefulsets</c>.</param>
    /// <param name="namespace">The namespace; null if the kind is not namespaced.</param>
    /// <param name="name">The name.</param>
    /// <param name="change">The change to apply.</param>
    /// <returns>The stored object.</returns>
    /// <exception cref="KeyNotFoundException">The object does not exist.</exception>
    public JsonObject Change(string resource, string? @namespace, string name, Action<JsonObject> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        ObjectKey key = KeyOf(resource, @namespace, name);
        lock (_gate)
        {
            if (!_current.Objects.TryGetValue(key, out StoredObject? found))
            {
                throw new KeyNotFoundException($"{resource} {@namespace}/{name} is not in the store.");
            }

            var copy = (JsonObject)found.Json.DeepClone();
            change(copy);
            return (JsonObject)Write(found.Kind, JsonText.Copy(copy)).Json.DeepClone();
        }
    }

    /// <summary>Deletes an object.</summary>
    /// <param name="resource">The kind, such as <c>pods</c>.</param>
    /// <param name="namespace">The namespace; null if the kind is not namespaced.</param>
    /// <param name="name">The name.</param>
    /// <returns>Whether the object existed.</returns>
    public bool Delete(string resource, string? @namespace, string name)
    {
        ObjectKey key = KeyOf(resource, @namespace, name);
        lock (_gate)
        {
            return Remove(key);
        }
    }

    /// <summary>Reads an object.</summary>
    /// <param name="resource">The kind, such as <c>pods</c>.</param>
    /// <param name="namespace">The namespace; null if the kind is not namespaced.</param>
    /// <param name="name">The name.</param>
    /// <returns>A copy of the object, or null if it does not exist.</returns>
    public JsonObject? Find(string resource, string? @namespace, string name) =>
        Current.Objects.TryGetValue(KeyOf(resource, @namespace, name), out StoredObject? found)
            ? (JsonObject)found.Json.DeepClone()
            : null;

    /// <summary>Reads all objects of a kind.</summary>
    /// <param name="resource">The kind, such as <c>pods</c>.</param>
    /// <param name="namespace">The namespace; null for all.</param>
    /// <returns>Copies of the objects.</returns>
    public IReadOnlyList<JsonObject> List(string resource, string? @namespace = null)
    {
        string qualified = ResourceKinds.Named(resource).QualifiedName;
        return
        [
            .. Current.Objects.Values
                .Where(found => found.Kind.QualifiedName == qualified && (@namespace is null || found.Namespace == @namespace))
                .Select(found => (JsonObject)found.Json.DeepClone()),
        ];
    }

    /// <summary>Discards the history: watches and pages that start at an earlier version return 410 Expired.</summary>
    public void Compact()
    {
        lock (_gate)
        {
            Advance(_current.Objects);
            _history.Clear();
            _oldest = _current;
        }
    }

    /// <summary>Sends a bookmark to the watches that allow them.</summary>
    public void SendBookmarks()
    {
        lock (_gate)
        {
            Advance(_current.Objects);
            Publish(new StoreChange(_current.Version, null, null, null, null));
        }
    }

    /// <summary>Ends all watches, as a server does every few minutes.</summary>
    public void EndWatches()
    {
        lock (_gate)
        {
            _watches.ForEach(watch => watch.End());
            _watches.Clear();
        }
    }

    /// <summary>Creates an object.</summary>
    /// <exception cref="ApiError">The object already exists.</exception>
    internal JsonObject Create(ResourceKind kind, JsonObject value, bool dryRun)
    {
        JsonObject copy = JsonText.Copy(value);
        ObjectKey key = KeyIn(kind, copy);
        lock (_gate)
        {
            if (_current.Objects.ContainsKey(key))
            {
                throw ApiError.AlreadyExists(kind, key.Name);
            }

            return dryRun ? DryRunResult(copy, before: null) : (JsonObject)Write(kind, copy).Json.DeepClone();
        }
    }

    /// <summary>Replaces an object, unless its version differs from the version of the replacement.</summary>
    /// <exception cref="ApiError">The object does not exist, or was changed.</exception>
    internal JsonObject Replace(ResourceKind kind, ObjectKey key, Func<JsonObject, JsonObject> change, bool dryRun)
    {
        lock (_gate)
        {
            StoredObject before = _current.Objects.GetValueOrDefault(key) ?? throw ApiError.NotFound(kind, key.Name);
            JsonObject after = JsonText.Copy(change((JsonObject)before.Json.DeepClone()));
            var version = (string?)after["metadata"]?["resourceVersion"];
            if (!string.IsNullOrEmpty(version) && version != (string?)before.Json["metadata"]?["resourceVersion"])
            {
                throw ApiError.Conflict(kind, key.Name, "the object has been modified; please apply your changes to the latest version and try again");
            }

            if (after["roleRef"] is { } role && !JsonNode.DeepEquals(role, before.Json["roleRef"]))
            {
                throw ApiError.Invalid(kind.QualifiedName, key.Name, "roleRef", $"Invalid value: {role.ToJsonString()}: cannot change roleRef");
            }

            if (kind.Plural == "secrets" && (bool?)before.Json["immutable"] == true && !(JsonNode.DeepEquals(after["data"], before.Json["data"]) && (bool?)after["immutable"] == true))
            {
                throw ApiError.Invalid("Secret", key.Name, "data", "Forbidden: field is immutable when `immutable` is set");
            }

            return dryRun ? DryRunResult(after, before) : (JsonObject)Write(kind, after).Json.DeepClone();
        }
    }

    /// <summary>Deletes an object, optionally only if it has the given UID.</summary>
    /// <exception cref="ApiError">The object does not exist, or has another UID.</exception>
    internal void Remove(ResourceKind kind, ObjectKey key, string? uid, bool dryRun)
    {
        lock (_gate)
        {
            StoredObject existing = _current.Objects.GetValueOrDefault(key) ?? throw ApiError.NotFound(kind, key.Name);
            var found = (string?)existing.Json["metadata"]?["uid"];
            if (uid is not null && uid != found)
            {
                throw ApiError.Conflict(kind, key.Name, $"the UID in the precondition ({uid}) does not match the UID in record ({found}). The object might have been deleted and then recreated");
            }

            if (!dryRun)
            {
                Remove(key);
            }
        }
    }

    /// <summary>A UID that is the same in every run, so that the output of tests does not change.</summary>
    internal static string UidOf(string text) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();

    internal ObjectStore Copy()
    {
        lock (_gate)
        {
            return new ObjectStore(_historyLength, _current);
        }
    }

    internal void RemoveWhere(Func<StoredObject, bool> condition)
    {
        lock (_gate)
        {
            foreach (StoredObject found in _current.Objects.Values.Where(condition).ToArray())
            {
                Remove(found.Key);
            }
        }
    }

    /// <summary>The objects at a version; null if the version is no longer available.</summary>
    internal StoreSnapshot? At(long version)
    {
        lock (_gate)
        {
            if (version >= _current.Version)
            {
                return _current;
            }

            return version < _oldest.Version ? null : _history.LastOrDefault(step => step.After.Version <= version).After ?? _oldest;
        }
    }

    /// <summary>Opens a watch that starts at a version; null if the version is no longer available.</summary>
    internal StoreWatch? Watch(long version)
    {
        lock (_gate)
        {
            if (version < _oldest.Version)
            {
                return null;
            }

            StoreChange[] backlog = [.. _history.Select(step => step.Change).Where(change => change.Version > version)];
            return Register(backlog);
        }
    }

    /// <summary>Opens a watch that starts at the current version.</summary>
    internal (StoreSnapshot Start, StoreWatch Watch) WatchFromNow()
    {
        lock (_gate)
        {
            return (_current, Register([]));
        }
    }

    /// <summary>Calls an observer for every change, until the returned object is disposed.</summary>
    internal IDisposable Observe(Action<StoreChange> observer)
    {
        lock (_gate)
        {
            _observers.Add(observer);
        }

        return new Observation(() =>
        {
            lock (_gate)
            {
                _observers.Remove(observer);
            }
        });
    }

    private static ObjectKey KeyOf(string resource, string? @namespace, string name) =>
        new(ResourceKinds.Named(resource).QualifiedName, @namespace ?? string.Empty, name);

    private static ObjectKey KeyIn(ResourceKind kind, JsonObject value) =>
        new(kind.QualifiedName, (string?)value["metadata"]?["namespace"] ?? string.Empty, (string?)value["metadata"]?["name"] ?? string.Empty);

    // The response of a dry run; nothing is stored.
    private static JsonObject DryRunResult(JsonObject value, StoredObject? before)
    {
        JsonNode metadata = value["metadata"]!;
        metadata["uid"] = (string?)before?.Json["metadata"]?["uid"] ?? UidOf(Guid.NewGuid().ToString());
        metadata["creationTimestamp"] = (string?)before?.Json["metadata"]?["creationTimestamp"] ?? JsonText.Time(DateTime.UtcNow);
        return value;
    }

    private StoreWatch Register(StoreChange[] backlog)
    {
        Channel<StoreChange> channel = Channel.CreateUnbounded<StoreChange>(new UnboundedChannelOptions { SingleReader = true });
        var watch = new StoreWatch(backlog, channel, Unregister);
        _watches.Add(watch);
        return watch;
    }

    private void Unregister(StoreWatch watch)
    {
        lock (_gate)
        {
            _watches.Remove(watch);
        }
    }

    private StoredObject Write(ResourceKind kind, JsonObject value)
    {
        JsonObject metadata = value["metadata"] as JsonObject
            ?? throw new ArgumentException("The object has no metadata.", nameof(value));
        long version = _current.Version + 1;
        var key = new ObjectKey(kind.QualifiedName, (string?)metadata["namespace"] ?? string.Empty, (string?)metadata["name"] ?? string.Empty);
        _current.Objects.TryGetValue(key, out StoredObject? before);
        metadata["uid"] ??= (string?)before?.Json["metadata"]?["uid"] ?? UidOf($"{key.Resource}/{key.Namespace}/{key.Name}@{version}");
        metadata["creationTimestamp"] ??= (string?)before?.Json["metadata"]?["creationTimestamp"] ?? JsonText.Time(DateTime.UtcNow);
        metadata["resourceVersion"] = JsonText.Number(version);
        var after = new StoredObject(kind, value);
        Advance(_current.Objects.SetItem(key, after));
        Publish(new StoreChange(version, kind, before, after, null));
        return after;
    }

    private bool Remove(ObjectKey key)
    {
        if (!_current.Objects.TryGetValue(key, out StoredObject? before))
        {
            return false;
        }

        long version = _current.Version + 1;
        var last = (JsonObject)before.Json.DeepClone();
        last["metadata"]!["resourceVersion"] = JsonText.Number(version);
        Advance(_current.Objects.Remove(key));
        Publish(new StoreChange(version, before.Kind, before, null, new StoredObject(before.Kind, last)));
        return true;
    }

    private void Advance(ImmutableSortedDictionary<ObjectKey, StoredObject> objects) =>
        Volatile.Write(ref _current, new StoreSnapshot(_current.Version + 1, objects));

    private void Publish(StoreChange change)
    {
        _history.Add((change, _current));
        if (_history.Count > _historyLength)
        {
            _oldest = _history[0].After;
            _history.RemoveAt(0);
        }

        _watches.ForEach(watch => watch.Publish(change));
        _observers.ForEach(observer => observer(change));
    }

    private sealed class Observation(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
