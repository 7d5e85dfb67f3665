using System.Reflection;
using System.Text;
using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes.Streams;

namespace EksConnector.Tests.Logs;

/// <summary>A cluster with only a log, which has a given number of long lines.</summary>
public class LongLog : DispatchProxy
{
    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == nameof(IKubernetesClient.OpenLogAsync)
            ? Task.FromResult<Stream>(new LinesStream(((ContainerLogOptions)args![3]!).TailLines!.Value))
            : throw new NotSupportedException(targetMethod?.Name);

    private sealed class LinesStream(long lines) : ReadOnlyStream
    {
        private const int Line = 1_300_000;

        private static readonly byte[] s_line = [.. Encoding.ASCII.GetBytes("2026-11-27T09:00:00.000000000Z "), .. Enumerable.Repeat((byte)'x', Line), (byte)'\n'];
        private long _left = lines * s_line.Length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int at = (int)((s_line.Length - (_left % s_line.Length)) % s_line.Length);
            int length = (int)Math.Min(Math.Min(buffer.Length, s_line.Length - at), _left);
            s_line.AsSpan(at, length).CopyTo(buffer.Span);
            _left -= length;
            return new(length);
        }
    }
}
