using System.Collections;
using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Identity;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs;
using EksConnector.Core.Operations;
using EksConnector.Core.Status;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Hostile;

/// <summary>The events of the operations for one cluster.</summary>
internal sealed class HostileRun
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public List<EksConnectorException> Failures { get; } = [];

    /// <summary>All texts that a user can see.</summary>
    public List<string> Texts { get; } = [];

    public int Items { get; private set; }

    /// <summary>Runs all operations that read.</summary>
    public static async Task<HostileRun> OfAsync(IKubernetesGateway gateway, string kubeConfig, string context, string? @namespace, string folder)
    {
        var source = new ConnectionSource { KubeConfigPaths = [kubeConfig] };
        ClusterTarget[] targets = [new(context, @namespace)];
        var diagnosis = new DiagnosisRequest { Source = source, Targets = targets, SkipAws = true, Verbose = true };
        static IAwsGateway NoAws() => throw new InvalidOperationException("AWS is not used.");
        string file = Path.Combine(folder, Path.GetRandomFileName() + ".zip");
        HostileRun[] runs = await Task.WhenAll(
            OfAsync(token => new GetStatusOperation(gateway).RunAsync(new StatusRequest { Source = source, Targets = targets, Verbose = true }, token)),
            OfAsync(token => new TestConnectorOperation(gateway, NoAws).RunAsync(diagnosis, token)),
            OfAsync(token => new GetLogOperation(gateway).RunAsync(new LogRequest { Source = source, Targets = targets, Verbose = true }, token)),
            OfAsync(token => new GetLogOperation(gateway).RunAsync(new LogRequest { Source = source, Targets = targets, DestinationPath = folder, Verbose = true }, token)),
            OfAsync(token => new GetImpersonationOperation(gateway).RunAsync(new ImpersonationRequest { Source = source, Targets = targets, Verbose = true }, token)),
            OfAsync(token => new GetClusterNameOperation(gateway).RunAsync(new ClusterNameRequest { Source = source, Targets = targets, All = true, Verbose = true }, token)),
            OfAsync(token => new ExportDiagnosticOperation(gateway, NoAws).RunAsync(new ExportRequest(diagnosis, file), token)));
        var all = new HostileRun { Items = runs.Sum(run => run.Items) };
        foreach (HostileRun run in runs)
        {
            all.Failures.AddRange(run.Failures);
            all.Texts.AddRange(run.Texts);
        }

        if (File.Exists(file))
        {
            HostileRun bundle = await OfAsync(token => TestBundleOperation.RunAsync(file, token));
            all.Failures.AddRange(bundle.Failures);
            all.Texts.AddRange(bundle.Texts);
        }

        return all;
    }

    private static async Task<HostileRun> OfAsync<T>(Func<CancellationToken, IAsyncEnumerable<OperationEvent<T>>> start)
    {
        var run = new HostileRun();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            EventLog<T> log = await EventLog<T>.OfAsync(start(limit.Token));
            run.Failures.AddRange(log.Failures);
            run.Items = log.Items.Count;
            run.Texts.AddRange(log.Warnings.Concat(log.Traces));
            foreach (T item in log.Items)
            {
                Collect(item, run.Texts);
            }
        }
        catch (EksConnectorException exception)
        {
            run.Failures.Add(exception);
        }

        foreach (EksConnectorException failure in run.Failures)
        {
            Collect(failure.Message, run.Texts);
            Collect(failure.RecommendedAction, run.Texts);
            Collect(failure.Target, run.Texts);
            Collect(failure.Reason, run.Texts);
        }

        return run;
    }

    private static void Collect(object? value, List<string> texts)
    {
        switch (value)
        {
            case string text:
                texts.Add(text);
                break;
            case IEnumerable list:
                foreach (object? item in list)
                {
                    Collect(item, texts);
                }

                break;
            case FileInfo file:
                texts.Add(file.FullName);
                break;
            case not null when value.GetType().Namespace == nameof(EksConnector):
                foreach (System.Reflection.PropertyInfo property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
                {
                    Collect(property.GetValue(value), texts);
                }

                texts.Add(value.ToString() ?? string.Empty);
                break;
        }
    }
}
