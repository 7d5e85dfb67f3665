using EksConnector.Core.Operations;

namespace EksConnector.Tests.Integration;

/// <summary>A log that nobody reads.</summary>
internal sealed class NoLog : IOperationLog
{
    public void Warn(string text)
    {
    }

    public void Trace(string text)
    {
    }
}
