using System.Text.Json;
using EksConnector.Aws.Pipeline;
using EksConnector.Aws.Sessions;
using EksConnector.Core.Aws;
using EksConnector.Core.Operations;

namespace EksConnector.Aws.Ssm;

/// <summary>The calls of the Systems Manager API.</summary>
internal sealed class SsmClient : ISsmClient
{
    private readonly AwsConnection _connection;
    private readonly IOperationLog _log;

    public SsmClient(AwsConnection connection, IOperationLog log)
    {
        _connection = connection;
        _log = log;
    }

    public async Task<SsmActivation?> FindActivationAsync(string activationId, CancellationToken cancellationToken)
    {
        string id = Checked(activationId);
        string? next = null;
        do
        {
            (IReadOnlyList<SsmActivation> activations, next) = await AskAsync(
                "DescribeActivations", SsmJson.AskActivations(id, next), next, SsmJson.ReadActivations, cancellationToken).ConfigureAwait(false);
            foreach (SsmActivation activation in activations)
            {
                if (string.Equals(activation.ActivationId, id, StringComparison.OrdinalIgnoreCase))
                {
                    return activation;
                }
            }
        }
        while (next is not null);
        return null;
    }

    public async Task<IReadOnlyList<SsmInstance>> FindInstancesAsync(string activationId, CancellationToken cancellationToken)
    {
        string id = Checked(activationId);
        List<SsmInstance> all = [];
        string? next = null;
        do
        {
            (IReadOnlyList<SsmInstance> instances, next) = await AskAsync(
                "DescribeInstanceInformation", SsmJson.AskInstances(id, next), next, SsmJson.ReadInstances, cancellationToken).ConfigureAwait(false);
            all.AddRange(instances);
        }
        while (next is not null);
        return all;
    }

    // SSM knows the ids in small letters alone.
    private static string Checked(string activationId) => Guid.TryParseExact(activationId, "D", out Guid id)
        ? id.ToString("D")
        : throw new EksConnectorException(
            ErrorIds.InvalidParameter,
            FailureCategory.InvalidArgument,
            $"'{activationId}' cannot be the id of an activation.",
            "An id has 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.");

    private Task<(IReadOnlyList<T> Items, string? Next)> AskAsync<T>(
        string action, byte[] content, string? asked, Func<JsonElement, IReadOnlyList<T>> read, CancellationToken cancellationToken)
    {
        SharedHttp.TellTo(_log);
        var call = new ServiceCall { Action = action, Method = "POST", Content = content };
        return _connection.AskAsync(
            ServiceModel.Ssm,
            call,
            null,
            answer => (read(answer), JsonFields.NextPage(answer, "NextToken", asked)),
            cancellationToken);
    }
}
