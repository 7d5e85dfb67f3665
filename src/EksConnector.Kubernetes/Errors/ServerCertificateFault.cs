using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EksConnector.Core;

namespace EksConnector.Kubernetes.Errors;

/// <summary>
/// Describes the problem with a server certificate. SslStream's own exception has no details; if this one is thrown from its
/// validation callback, it reaches the sender of the request.
/// </summary>
internal sealed class ServerCertificateFault : AuthenticationException
{
    private const int MaximumTextLength = 300;

    private ServerCertificateFault(string message)
        : base(message)
    {
    }

    public static bool ThrowIfInvalid(X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None ? true : throw new ServerCertificateFault(Describe(presented as X509Certificate2, chain, errors));

    private static string Describe(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return "the server presented no certificate";
        }

        var faults = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            faults.Add($"it was issued for other names ({OutsideText.Line(Names(certificate), MaximumTextLength)})");
        }

        X509ChainStatusFlags flags = X509ChainStatusFlags.NoError;
        foreach (X509ChainStatus status in chain?.ChainStatus ?? [])
        {
            flags |= status.Status;
        }

        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            faults.Add($"it is valid from {certificate.NotBefore.ToUniversalTime():u} to {certificate.NotAfter.ToUniversalTime():u}, and the current time is {DateTime.UtcNow:u}");
        }

        if (flags.HasFlag(X509ChainStatusFlags.UntrustedRoot) || flags.HasFlag(X509ChainStatusFlags.PartialChain))
        {
            faults.Add($"it was issued by '{OutsideText.Line(certificate.Issuer, MaximumTextLength)}', which is not trusted");
        }

        return faults.Count > 0 ? string.Join("; ", faults) : $"it was rejected ({flags})";
    }

    private static string Names(X509Certificate2 certificate)
    {
        foreach (X509Extension extension in certificate.Extensions)
        {
            if (extension is X509SubjectAlternativeNameExtension names)
            {
                return string.Join(", ", names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())));
            }
        }

        return certificate.Subject;
    }
}
