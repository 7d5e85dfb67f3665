using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Activation;

/// <summary>Tests the activations of one or more clusters. It only reads.</summary>
/// <param name="kubernetes">Creates the gateway to the clusters; called only if a cluster is queried.</param>
/// <param name="aws">Creates the gateway to AWS; called only if AWS is queried.</param>
/// <param name="manifests">Creates the reader of files; called only if a file is tested.</param>
/// <param name="clock">The time provider; if null, the system time provider.</param>
internal sealed class TestActivationOperation(
    Func<IKubernetesGateway> kubernetes, Func<IAwsGateway> aws, Func<IManifestReader> manifests, TimeProvider? clock = null)
{
    // Far larger than any manifest of the connector.
    private const int MaxManifestLength = 4 * 1024 * 1024;
    private const string Activity = "Testing the activations of the EKS Connector";
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Runs the operation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A result for each cluster in the order of completion; a failure for each cluster that cannot be queried and for AWS.</returns>
    public IAsyncEnumerable<OperationEvent<ActivationResult>> RunAsync(ActivationRequest request, CancellationToken cancellationToken = default) =>
        Operation.RunAsync<ActivationResult>(
            (writer, token) => RunAsync(request, writer, token), request.Verbose, cancellationToken);

    private Task RunAsync(ActivationRequest request, OperationWriter<ActivationResult> writer, CancellationToken cancellationToken)
    {
        var awsFailures = new AwsFailures<ActivationResult>(request, writer);
        if (request.ManifestPath is { } path)
        {
            // An unreadable file is reported as a failure of that file, in the same way as for a cluster.
            return Operation.ForEachClusterAsync(
                [path], throttleLimit: 1, file => file, (file, token) => TestManifestAsync(file, request, writer, awsFailures, token), () => { }, writer, cancellationToken);
        }

        if (!request.SkipKubernetes)
        {
            return new Fleet(kubernetes(), _clock).RunAsync(
                request, Activity, (member, token) => TestClusterAsync(member, request, writer, awsFailures, token), writer, cancellationToken);
        }

        return TestNamesAsync(request, writer, awsFailures, cancellationToken);
    }

    private async Task TestNamesAsync(
        ActivationRequest request, OperationWriter<ActivationResult> writer, AwsFailures<ActivationResult> awsFailures, CancellationToken cancellationToken)
    {
        using var progress = new FleetProgress(Activity, request.Registrations.Count, _clock, writer.Report);
        await Operation.ForEachClusterAsync(
            request.Registrations,
            request.ThrottleLimit,
            NameOf,
            (registration, token) => progress.TrackAsync(NameOf(registration), _ => TestNameAsync(registration, request, writer, awsFailures, token)),
            progress.CompleteItem,
            request.KeepsOrder,
            writer,
            cancellationToken).ConfigureAwait(false);

        static string NameOf(ActivationTarget registration) => registration.ClusterName ?? string.Empty;
    }

    private async Task TestClusterAsync(
        FleetMember member, ActivationRequest request, OperationWriter<ActivationResult> writer, AwsFailures<ActivationResult> awsFailures, CancellationToken cancellationToken)
    {
        foreach (DiagnosisSnapshot snapshot in await Reader(request, writer).ReadAsync(member, cancellationToken).ConfigureAwait(false))
        {
            await WriteResultAsync(snapshot, writer, awsFailures, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TestNameAsync(
        ActivationTarget registration, ActivationRequest request, OperationWriter<ActivationResult> writer, AwsFailures<ActivationResult> awsFailures, CancellationToken cancellationToken) =>
        await WriteResultAsync(
            await Reader(request, writer).ReadAsync(registration, manifest: null, cancellationToken).ConfigureAwait(false), writer, awsFailures, cancellationToken).ConfigureAwait(false);

    private async Task TestManifestAsync(
        string path, ActivationRequest request, OperationWriter<ActivationResult> writer, AwsFailures<ActivationResult> awsFailures, CancellationToken cancellationToken)
    {
        ManifestSide manifest = ManifestSettings.Read(path, await ReadFileAsync(path, cancellationToken).ConfigureAwait(false), manifests());
        DiagnosisSnapshot snapshot = await Reader(request, writer).ReadAsync(
            request.Registrations.Count > 0 ? request.Registrations[0] : null, manifest, cancellationToken).ConfigureAwait(false);
        await WriteResultAsync(snapshot, writer, awsFailures, cancellationToken).ConfigureAwait(false);
    }

    private DiagnosisReader Reader(ActivationRequest request, IOperationLog log) => new(aws, request, log, _clock) { IsWhole = false };

    private static async Task WriteResultAsync(
        DiagnosisSnapshot snapshot, OperationWriter<ActivationResult> writer, AwsFailures<ActivationResult> awsFailures, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(ActivationVerdict.Of(snapshot), cancellationToken).ConfigureAwait(false);
        awsFailures.Report(snapshot);
    }

    private static async Task<string> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var text = new StreamReader(
                new MemoryStream(await BoundedFile.ReadAsync(path, MaxManifestLength, cancellationToken).ConfigureAwait(false)));
#pragma warning disable RS0030 // It is in memory already, and not longer than the limit.
            return await text.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
#pragma warning restore RS0030
        }
        catch (InvalidDataException exception)
        {
            throw Unreadable($"The file '{path}' is too large for a manifest of the connector.", exception);
        }
        catch (TimeoutException exception)
        {
            throw Unreadable($"The file '{path}' could not be read within {BoundedFile.TimeLimit.TotalSeconds:0} seconds.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable($"The file '{path}' cannot be read ({exception.GetType().Name}).", exception);
        }

        EksConnectorException Unreadable(string message, Exception? exception = null) =>
            new(ErrorIds.ManifestNotReadable, FailureCategory.ObjectNotFound, message, "Specify the path of a connector manifest, or of values for the Helm chart, with -ManifestPath.", exception)
            {
                Target = path,
            };
    }
}
