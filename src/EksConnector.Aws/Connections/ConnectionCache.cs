using System.Collections;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EksConnector.Aws.Http;
using EksConnector.Core.Aws;
using EksConnector.Core.Operations;

namespace EksConnector.Aws.Connections;

/// <summary>
/// A cache of connections by source. A connection is removed after five minutes without use, or when the environment or the
/// configuration files change. It is not disposed of, because it may still be in use; its idle sockets close on their own.
/// </summary>
internal sealed class ConnectionCache : IDisposable
{
    private static readonly TimeSpan s_idleTimeout = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private volatile bool _disposed;

    public ConnectionCache(TimeProvider time) => _time = time;

    public async Task<AwsConnection> GetAsync(
        AwsConnectionSource source, IOperationLog log, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SourceValidator.Check(source);
        foreach (KeyValuePair<string, Entry> old in _entries)
        {
            if (old.Value.Connection is { } connection && _time.GetElapsedTime(connection.LastUsed) > s_idleTimeout)
            {
                _entries.TryRemove(old);
            }
        }

        // A file may be on a file system that does not respond.
        string key = await TimeLimit.RunAsync(
            _ => Task.FromResult(Key(source)), source.RequestTimeout, e => AwsConnection.Translate(e, source), cancellationToken).ConfigureAwait(false);
        Entry entry = _entries.GetOrAdd(key, _ => new Entry());
        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (entry.Connection is not { HasRejectedCredentials: false })
            {
                entry.Connection = await AwsConnection.OpenAsync(source, log, cancellationToken).ConfigureAwait(false);
            }

            entry.Connection.LastUsed = _time.GetTimestamp();
            return entry.Connection;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (Entry entry in _entries.Values)
        {
            entry.Connection?.Dispose();
        }

        _entries.Clear();
    }

    // The key is a hash, so that the dictionary contains no secrets.
    private static string Key(AwsConnectionSource source)
    {
        var text = new StringBuilder();
        foreach (string? part in new[]
        {
            source.Region, source.ProfileName, source.AccessKeyId, source.SecretAccessKey?.Reveal(), source.SessionToken?.Reveal(),
            source.RoleArn, source.WebIdentityToken?.Reveal(), source.EndpointUrl,
        })
        {
            text.Append(part is null ? '-' : '+').Append(part).Append('\0');
        }

        text.Append(source.RequestTimeout.Ticks).Append('\0');
        IEnumerable<(string, string?)> variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => ((string)variable.Key, variable.Value as string))
            .Where(variable => variable.Item1.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase))
            .OrderBy(variable => variable.Item1, StringComparer.Ordinal);
        foreach ((string name, string? value) in variables)
        {
            text.Append(name).Append('=').Append(value).Append('\0');
        }

        string folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws");
        Stamp("AWS_CONFIG_FILE", "config");
        Stamp("AWS_SHARED_CREDENTIALS_FILE", "credentials");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Stamp(string variable, string name)
        {
            var file = new FileInfo(
                Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? path : Path.Combine(folder, name));
            text.Append(file.Exists ? file.LastWriteTimeUtc.Ticks : 0).Append(':').Append(file.Exists ? file.Length : 0).Append('\0');
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public AwsConnection? Connection { get; set; }
    }
}
