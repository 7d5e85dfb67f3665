using System.Text;
using System.Text.Json;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Writes the ExecCredential that a plugin receives in <c>KUBERNETES_EXEC_INFO</c>.</summary>
internal static class ExecInfo
{
    public const string Variable = "KUBERNETES_EXEC_INFO";

    public static async Task<string> WriteAsync(ExecEntry exec, ClusterEntry cluster, CancellationToken cancellationToken)
    {
        byte[]? authorities = cluster.CertificateAuthorityData;
        if (exec.ProvideClusterInfo && authorities is null && cluster.CertificateAuthority is not null)
        {
            authorities = await CredentialFile.ReadAsync("The CA file", cluster.CertificateAuthority, cancellationToken).ConfigureAwait(false);
        }

        return Write(exec, cluster, authorities);
    }

    private static string Write(ExecEntry exec, ClusterEntry cluster, byte[]? authorities)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, "ExecCredential"u8);
            writer.WriteString("apiVersion"u8, exec.ApiVersion);
            writer.WriteStartObject("spec"u8);
            if (exec.ProvideClusterInfo)
            {
                WriteCluster(writer, cluster, authorities);
            }

            writer.WriteBoolean("interactive"u8, value: false);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteCluster(Utf8JsonWriter writer, ClusterEntry cluster, byte[]? authorities)
    {
        writer.WriteStartObject("cluster"u8);
        writer.WriteString("server"u8, cluster.Server);
        if (cluster.TlsServerName is not null)
        {
            writer.WriteString("tls-server-name"u8, cluster.TlsServerName);
        }

        if (cluster.InsecureSkipTlsVerify)
        {
            writer.WriteBoolean("insecure-skip-tls-verify"u8, value: true);
        }

        if (authorities is not null)
        {
            writer.WriteBase64String("certificate-authority-data"u8, authorities);
        }

        if (cluster.ProxyUrl is not null)
        {
            writer.WriteString("proxy-url"u8, cluster.ProxyUrl);
        }

        if (cluster.DisableCompression)
        {
            writer.WriteBoolean("disable-compression"u8, value: true);
        }

        if (cluster.ExecConfigJson is not null)
        {
            writer.WritePropertyName("config"u8);
            writer.WriteRawValue(cluster.ExecConfigJson);
        }

        writer.WriteEndObject();
    }
}
