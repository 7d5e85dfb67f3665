using System.Reflection;
using System.Text;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Tests.Logs;

/// <summary>A cluster with only a log, which has a given number of long lines.</summary>
public class LongLog : DispatchProxy
{
    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == nameof(IKubernetesClient.OpenLogAsync)
            ? Task.FromResult<Stream>(new LinesStream(((ContainerLogOptions)args![3]!).TailLines!.Value))
            : throw new NotSupportedException(targetMethod?.Name);

    private sealed class LinesStream(long lines) : Stream
    {
        private const int Line = 1_300_000;

        private static readonly byte[] s_line = [.. Encoding.ASCII.GetBytes("2026-11-27T09:00:00.000000000Z "), .. Enumerable.Repeat((byte)'x', Line), (byte)'\n'];
        private long _left = lines * s_line.Length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int at = (int)((s_line.Length - (_left % s_line.Length)) % s_line.Length);
            int length = (int)Math.Min(Math.Min(count, s_line.Length - at), _left);
            s_line.AsSpan(at, length).CopyTo(buffer.AsSpan(offset));
            _left -= length;
            return length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
