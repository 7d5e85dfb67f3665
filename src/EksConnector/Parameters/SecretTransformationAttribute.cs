using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace EksConnector.Parameters;

/// <summary>Converts the value of a secret parameter from a SecureString or a String, because runbooks use both.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    // Remains in the text if the bytes of a file were decoded manually.
    private const char ByteOrderMark = '\uFEFF';

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? data = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return data switch
        {
            null or SecureString => data,
            string text => Secure(text),
            IEnumerable many when Unwrap(many) is [SecureString only] => only,
            IEnumerable many when Unwrap(many).TrueForAll(item => item is null) => null,
            IEnumerable many when Unwrap(many) is { Count: > 0 } lines && lines.All(line => line is string) => Secure(string.Join('\n', lines)),

            // The message does not include the value, because it may be secret.
            _ => throw new ArgumentTransformationMetadataException($"a String or a SecureString is expected, not {data.GetType().Name}."),
        };
    }

    private static List<object?> Unwrap(IEnumerable many) =>
        many.Cast<object?>().Select(item => item is PSObject wrapped ? wrapped.BaseObject : item).ToList();

    private static SecureString Secure(string text) => new NetworkCredential(string.Empty, text.TrimStart(ByteOrderMark)).SecurePassword;
}
