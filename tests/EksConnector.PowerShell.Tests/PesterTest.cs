using Xunit.Abstractions;

namespace EksConnector.PowerShell.Tests;

/// <summary>A Pester test. It is a separate type, because the name of a test case shows only the beginning of a long string.</summary>
public sealed record PesterTest : IXunitSerializable
{
    /// <summary>Creates an instance for deserialization by the test runner.</summary>
    public PesterTest()
    {
    }

    /// <summary>Creates the identity of a test.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="name">The names of the outer block and of the test; a name with placeholders includes all cases.</param>
    public PesterTest(string file, string name)
    {
        File = file;
        Name = name;
    }

    /// <summary>The name of the file.</summary>
    public string File { get; private set; } = string.Empty;

    /// <summary>The names of the outer block and of the test.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(File), File);
        info.AddValue(nameof(Name), Name);
    }

    /// <inheritdoc/>
    public void Deserialize(IXunitSerializationInfo info)
    {
        File = info.GetValue<string>(nameof(File));
        Name = info.GetValue<string>(nameof(Name));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
