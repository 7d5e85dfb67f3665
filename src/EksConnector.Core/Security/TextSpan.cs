using System.Runtime.InteropServices;

namespace EksConnector.Core.Security;

/// <summary>A part of a text.</summary>
/// <param name="Start">The inclusive start.</param>
/// <param name="End">The exclusive end.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextSpan(int Start, int End);
