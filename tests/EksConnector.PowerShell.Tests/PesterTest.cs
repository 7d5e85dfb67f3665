using Xunit.Abstractions;

namespace EksConnector.PowerShell.Tests;

/// <summary>A test of Pester. It is an argument by itself, because the name of a test case shows only the beginning of a long string.</summary>
public sealed record PesterTest : IXunitSerializable
{
    /// <summary>For the runner, which fills it from a list of tests.</summary>
    public PesterTest()
    {
    }

    /// <summary>Names a test.</summary>
    /// <param name="file">The name of its file.</param>
    /// <param name="name">The names of its outer block and of itself; one with placeholders stands for all its cases.</param>
    public PesterTest(string file, string name)
    {
        File = file;
        Name = name;
    }

    /// <summary>The name of its file.</summary>
    public string File { get; private set; } = string.Empty;

    /// <summary>The names of its outer block and of itself.</summary>
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
