namespace EksConnector.PowerShell.Tests;

/// <summary>A test of Pester.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Name">Its name in the file; one with placeholders stands for all its cases.</param>
public sealed record PesterTest(string File, string Name);
