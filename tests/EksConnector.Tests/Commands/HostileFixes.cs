using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Rules.Activation;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Findings.Resolving;
using EksConnector.Core.Impersonation;

namespace EksConnector.Tests.Commands;

/// <summary>The commands that the module creates from facts that contain a given value.</summary>
internal static class HostileFixes
{
    private const string Id = "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4";
    private const string Admin = "arn:aws:iam::111122223333:role/admin";

    /// <summary>Returns all commands that can contain the value.</summary>
    public static IEnumerable<FixCommand> With(string value) => Activation(value).Concat(Impersonation(value)).Concat(Catalogue(value)).OfType<FixCommand>();

    private static IEnumerable<FixCommand?> Activation(string value)
    {
        var settings = new ActivationSettings
        {
            Where = "StatefulSet eks-connector",
            ActivationId = new Setting(SettingKind.Valid, Id, string.Empty),
            Region = new Setting(SettingKind.Valid, "us-west-2", string.Empty),
        };
        var cluster = new ClusterSide { Context = "admin", Namespace = "eks-connector", Settings = settings, Kubectl = new KubectlTarget("admin", null) };
        ClusterSide[] sides =
        [
            cluster,
            cluster with { Settings = settings with { ActivationId = settings.ActivationId with { Value = value } } },
            cluster with { Settings = settings with { Region = settings.Region with { Value = value } } },
            cluster with { Settings = settings with { CodeSecret = value } },
            cluster with { Settings = settings with { CodeKey = value } },
            cluster with { Namespace = value },
            cluster with { Kubectl = new KubectlTarget(value, null) },
            cluster with { Kubectl = new KubectlTarget("admin", value) },
            cluster with { IsHelm = true, HelmRelease = value },
            cluster with { IsHelm = true, Kubectl = new KubectlTarget(value, value) },
            cluster with { IsHelm = true, Namespace = value },
        ];
        foreach (ClusterSide side in sides)
        {
            AwsSide[] hostile = side == cluster ? [Aws(name: value), Aws(region: value), Aws(role: value), Aws(provider: value)] : [];
            foreach (AwsSide? aws in (AwsSide?[])[null, Aws(), .. hostile])
            {
                var snapshot = new DiagnosisSnapshot { TakenAt = DateTimeOffset.UnixEpoch, Cluster = side, Aws = aws, GivenName = aws?.Cluster?.Name };
                yield return ActivationFixes.Install(snapshot, side.Settings!.ActivationId.Value);
                yield return ActivationFixes.Install(snapshot, id: null);
                yield return ActivationFixes.Reregister(snapshot);
                yield return ActivationFixes.WriteCode(snapshot);
                yield return ActivationFixes.SetRegion(snapshot);
                yield return ActivationFixes.RenewToken(snapshot);
                yield return ActivationFixes.AllowState(snapshot);
                yield return ActivationFixes.StoreStateInOwnNamespace(snapshot with { Cluster = side with { InitIndex = 0, ProxyIndex = 1 } });
                yield return ActivationFixes.ScaleDown(snapshot);
                yield return KeyStorage.Save(snapshot with
                {
                    Cluster = side with { Pods = [new PodFacts { Name = value, Ordinal = 0, IsInitDone = true }] },
                    Connection = new ConnectionFacts
                    {
                        Proxies = [new ProxyFacts { Pod = value, Run = new ContainerRun { Pod = value }, Faults = [new LoggedFault { Code = FindingCodes.KeyNotPersisted, Text = value, Count = 1 }] }],
                    },
                });
                yield return InitAdvice.ExceptApiServer(
                    snapshot with { Cluster = side with { ProxyVariables = [new ProxyVariable(value, value, value), new ProxyVariable("connector-init", "NO_PROXY", value)] } },
                    $"Get \"https://10.96.0.1:443/api/v1/namespaces/{value}\": Forbidden");
                yield return ActivationFixes.ScaleUp(snapshot);
                yield return ActivationFixes.DeletePods(snapshot, [new PodFacts { Name = value }]);
                yield return ActivationFixes.RegisterAgain(snapshot, new StateFacts { Name = value, Ordinal = 0 });
                yield return ActivationFixes.DescribePod(snapshot, value);
                yield return ActivationFixes.Describe(snapshot);
                yield return ActivationFixes.ListClusters(snapshot);
            }
        }
    }

    private static AwsSide Aws(string name = "my-cluster", string region = "us-west-2", string role = Admin, string provider = "EKS_ANYWHERE") => new()
    {
        Region = region,
        Cluster = new EksCluster { Name = name, ConnectorConfig = new EksConnectorConfig { ActivationId = Id, RoleArn = role, Provider = provider } },
    };

    private static IEnumerable<FixCommand?> Impersonation(string value)
    {
        PrincipalArn admin = PrincipalArn.Parse(Admin);
        var account = new ConnectorAccount("eks-connector", "eks-connector");
        KubectlTarget?[] targets = [null, new KubectlTarget(value, null), new KubectlTarget("admin", value)];
        foreach (KubectlTarget? target in targets)
        {
            yield return ImpersonationFixes.Impersonate(target, account, admin, withReading: true);
            yield return ImpersonationFixes.Impersonate(target, account with { Namespace = value }, admin, withReading: false);
            yield return ImpersonationFixes.Impersonate(target, account with { Name = value }, admin, withReading: false);
            yield return ImpersonationFixes.Read(target, value, admin);
            if (PrincipalArn.TryParse(value) is { } principal)
            {
                yield return ImpersonationFixes.Impersonate(target, account, principal, withReading: true);
            }
        }
    }

    private static IEnumerable<FixCommand?> Catalogue(string value) =>
        Templates().SelectMany(template => (FixCommand?[])
        [
            CatalogueFix.Of(template, value, "eks-connector", Admin),
            CatalogueFix.Of(template, "eks-connector-0 eks-connector-state-0\"", value, null),
            CatalogueFix.Of(template, "//ssm.us-west-2.amazonaws.com eks-connector-0", "eks-connector", value),
        ]);

    private static IEnumerable<string> Templates() =>
        FindingCatalogue.All.Select(definition => definition.FixCommand).OfType<string>();
}
