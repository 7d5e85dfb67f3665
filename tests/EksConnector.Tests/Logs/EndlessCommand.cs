using System.Reflection;
using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes.Streams;

namespace EksConnector.Tests.Logs;

/// <summary>A cluster in which every command succeeds and writes a text, and after it one part again and again.</summary>
public class EndlessCommand : DispatchProxy
{
    private Func<IReadOnlyList<string>, string> _start = _ => string.Empty;
    private byte[] _part = [];
    private long _length;

    /// <summary>The number of bytes that were read.</summary>
    internal long Read { get; private set; }

    /// <summary>Creates a cluster.</summary>
    /// <param name="start">What a command writes first.</param>
    /// <param name="part">What it writes again and again.</param>
    /// <param name="length">The number of bytes after which it ends, so that a test of a missing limit ends too.</param>
    internal static IKubernetesClient Of(Func<IReadOnlyList<string>, string> start, string part, long length)
    {
        IKubernetesClient client = Create<IKubernetesClient, EndlessCommand>();
        var command = (EndlessCommand)(object)client;
        (command._start, command._part, command._length) = (start, System.Text.Encoding.ASCII.GetBytes(part), length);
        return client;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == nameof(IKubernetesClient.ExecAsync)
            ? Task.FromResult<IContainerCommand>(new Command(new Output(this, System.Text.Encoding.ASCII.GetBytes(_start((IReadOnlyList<string>)args![3]!)))))
            : throw new NotSupportedException(targetMethod?.Name);

    private sealed class Command(Stream output) : IContainerCommand
    {
        public Stream Output => output;

        public Task<ContainerExit> WaitForExitAsync(CancellationToken cancellationToken) => Task.FromResult(new ContainerExit(0, string.Empty));

        public ValueTask DisposeAsync() => default;
    }

    private sealed class Output(EndlessCommand owner, byte[] start) : ReadOnlyStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int length = (int)Math.Min(buffer.Length, owner._length - owner.Read);
            for (int i = 0; i < length; i++, owner.Read++)
            {
                buffer.Span[i] = owner.Read < start.Length ? start[owner.Read] : owner._part[(owner.Read - start.Length) % owner._part.Length];
            }

            return new(length);
        }
    }
}
