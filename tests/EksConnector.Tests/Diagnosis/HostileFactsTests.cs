using System.Diagnostics;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Facts;

namespace EksConnector.Tests.Diagnosis;

/// <summary>Values in a bundle or in an object of the cluster never become commands.</summary>
public sealed class HostileFactsTests
{
    public static TheoryData<string> HostileWords => ["$(touch EVIL)", "`touch EVIL`", "x; touch EVIL", "x' ; touch EVIL; '", "x\"; touch EVIL; \"", "x~g\"; touch EVIL #"];

    [SkippableTheory]
    [MemberData(nameof(HostileWords))]
    public async Task No_fact_is_repaired_without_being_read(string hostile)
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no POSIX shell.");
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        foreach (FixCommand fix in FixCommands(hostile).OfType<FixCommand>())
        {
            // The programs are functions without effect, so that only the parsing of the shell is tested.
            var start = new ProcessStartInfo("sh", ["-c", $"kubectl() {{ cat >/dev/null; }}; curl() {{ :; }}; helm() {{ :; }}\n{fix.Shell}"])
            {
                UseShellExecute = false,
                WorkingDirectory = folder.FullName,
                RedirectStandardInput = true,
                RedirectStandardError = true,
            };
            using Process shell = Process.Start(start)!;
            shell.StandardInput.Close();
            string errors = await shell.StandardError.ReadToEndAsync();
            await shell.WaitForExitAsync();
            folder.GetFiles().ShouldBeEmpty($"{fix.Shell}\n{errors}");
        }

        folder.Delete(recursive: true);
    }

    private static IEnumerable<FixCommand?> FixCommands(string hostile)
    {
        var settings = new ActivationSettings
        {
            Where = "StatefulSet eks-connector",
            ActivationId = new Setting(SettingKind.Valid, "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4", string.Empty),
            Region = new Setting(SettingKind.Valid, "us-west-2", string.Empty),
        };
        var cluster = new ClusterSide { Context = "admin", Namespace = "eks-connector", Settings = settings };
        ClusterSide[] sides =
        [
            cluster with { Settings = settings with { ActivationId = settings.ActivationId with { Value = hostile } } },
            cluster with { Settings = settings with { Region = settings.Region with { Value = hostile } } },
            cluster with { Settings = settings with { CodeSecret = hostile } },
            cluster with { Settings = settings with { CodeKey = hostile } },
            cluster with { Namespace = hostile },
            cluster with { Kubectl = new KubectlTarget(hostile, hostile) },
            cluster with { IsHelm = true, HelmRelease = hostile },
        ];
        foreach (ClusterSide side in sides)
        {
            var snapshot = new DiagnosisSnapshot { TakenAt = DateTimeOffset.UnixEpoch, Cluster = side };
            yield return ActivationFixes.Install(snapshot, side.Settings!.ActivationId.Value);
            yield return ActivationFixes.WriteCode(snapshot);
            yield return ActivationFixes.SetRegion(snapshot);
            yield return ActivationFixes.RenewToken(snapshot);
            yield return ActivationFixes.AllowState(snapshot);
            yield return ActivationFixes.DeletePods(snapshot, [new PodFacts { Name = hostile }]);
        }
    }
}
