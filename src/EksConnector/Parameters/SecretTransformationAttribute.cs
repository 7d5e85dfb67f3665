using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace EksConnector.Parameters;

/// <summary>Lets a secret parameter take a SecureString or plain text: runbooks have both.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? data = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return data switch
        {
            null or SecureString => data,
            string text => Secure(text),
            IEnumerable lines => Secure(string.Join('\n', lines.Cast<object?>())),

            // The value is not repeated in the message: it may be the secret.
            _ => throw new ArgumentTransformationMetadataException($"a String or a SecureString is expected, not {data.GetType().Name}."),
        };
    }

    private static SecureString Secure(string text) => new NetworkCredential(string.Empty, text).SecurePassword;
}
