using System.Globalization;
using System.Text;

namespace EksConnector.FakeCluster;

/// <summary>Writes a kubeconfig.</summary>
internal sealed class KubeConfig
{
    private readonly StringBuilder _clusters = new();
    private readonly StringBuilder _users = new();
    private readonly StringBuilder _contexts = new();

    public void AddCluster(string name, Uri server, string authorityPem) => _clusters.Append(
        CultureInfo.InvariantCulture,
        $"- name: {name}\n  cluster:\n    server: {server.AbsoluteUri.TrimEnd('/')}\n    certificate-authority-data: {Base64(authorityPem)}\n");

    public void AddUser(string name, string token) => _users.Append(CultureInfo.InvariantCulture, $"- name: {name}\n  user:\n    token: {token}\n");

    public void AddUser(string name, string certificatePem, string keyPem) => _users.Append(
        CultureInfo.InvariantCulture,
        $"- name: {name}\n  user:\n    client-certificate-data: {Base64(certificatePem)}\n    client-key-data: {Base64(keyPem)}\n");

    public void AddContext(string name, string cluster, string user) => _contexts.Append(
        CultureInfo.InvariantCulture,
        $"- name: {name}\n  context:\n    cluster: {cluster}\n    user: {user}\n");

    public override string ToString() =>
        $"apiVersion: v1\nkind: Config\ncurrent-context: admin\nclusters:\n{_clusters}users:\n{_users}contexts:\n{_contexts}";

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem + "\n"));
}
