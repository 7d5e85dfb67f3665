using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using EksConnector.Aws.Connections;
using EksConnector.Aws.Errors;
using EksConnector.Core.Aws;

namespace EksConnector.Aws.Services;

/// <summary>The calls of the Systems Manager API.</summary>
internal sealed class SsmClient : ISsmClient
{
    // The maximum of both calls.
    private const int PageSize = 50;

    private const string FilterKey = "ActivationIds";

    private readonly Lazy<AmazonSimpleSystemsManagementClient> _client;
    private readonly ServiceCalls _calls;

    public SsmClient(Lazy<AmazonSimpleSystemsManagementClient> client, ServiceCalls calls)
    {
        _client = client;
        _calls = calls;
    }

    public async Task<SsmActivation?> FindActivationAsync(string activationId, CancellationToken cancellationToken)
    {
        string id = Validated(activationId);
        IAsyncEnumerable<Activation> activations = _calls.ListAsync(
            _client,
            "ssm:DescribeActivations",
            async (ssm, next, timeoutToken) =>
            {
                var request = new DescribeActivationsRequest
                {
                    Filters = [new DescribeActivationsFilter { FilterKey = FilterKey, FilterValues = [id] }],
                    MaxResults = PageSize,
                    NextToken = next,
                };
                DescribeActivationsResponse response = await ssm.DescribeActivationsAsync(request, timeoutToken).ConfigureAwait(false);
                return (EnsureIds(response.ActivationList, activation => activation?.ActivationId), response.NextToken);
            },
            cancellationToken);
        await foreach (Activation activation in activations.ConfigureAwait(false))
        {
            if (string.Equals(activation.ActivationId, id, StringComparison.OrdinalIgnoreCase))
            {
                return Read(activation);
            }
        }

        return null;
    }

    public async Task<IReadOnlyList<SsmInstance>> FindInstancesAsync(string activationId, CancellationToken cancellationToken)
    {
        string id = Validated(activationId);
        IAsyncEnumerable<InstanceInformation> instances = _calls.ListAsync(
            _client,
            "ssm:DescribeInstanceInformation",
            async (ssm, next, timeoutToken) =>
            {
                var request = new DescribeInstanceInformationRequest
                {
                    Filters = [new InstanceInformationStringFilter { Key = FilterKey, Values = [id] }],
                    MaxResults = PageSize,
                    NextToken = next,
                };
                DescribeInstanceInformationResponse response = await ssm.DescribeInstanceInformationAsync(request, timeoutToken).ConfigureAwait(false);
                return (EnsureIds(response.InstanceInformationList, instance => instance?.InstanceId), response.NextToken);
            },
            cancellationToken);
        List<SsmInstance> all = [];
        await foreach (InstanceInformation instance in instances.ConfigureAwait(false))
        {
            all.Add(Read(instance));
        }

        return all;
    }

    // Systems Manager only matches IDs in lowercase.
    private static string Validated(string activationId) => Guid.TryParseExact(activationId, "D", out Guid id)
        ? id.ToString("D")
        : throw new EksConnectorException(
            ErrorIds.InvalidParameter,
            FailureCategory.InvalidArgument,
            $"'{activationId}' is not a valid activation ID.",
            "Specify an activation ID with 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.");

    // Systems Manager always returns a list, even an empty one. The SDK accepts any JSON, or no content, as a response without one.
    private static List<T> EnsureIds<T>(List<T>? list, Func<T, string?> idOf) =>
        list is not null && list.TrueForAll(item => !string.IsNullOrEmpty(idOf(item)))
            ? list
            : throw new FormatException("The response contains no list, or an item without an ID.");

    private static SsmActivation Read(Activation activation) => new()
    {
        ActivationId = activation.ActivationId,
        Expired = activation.Expired,
        ExpirationDate = activation.ExpirationDate,
        RegistrationLimit = activation.RegistrationLimit,
        RegistrationsCount = activation.RegistrationsCount,
        IamRole = AwsText.Clean(activation.IamRole),
    };

    private static SsmInstance Read(InstanceInformation instance) => new()
    {
        InstanceId = AwsText.Clean(instance.InstanceId)!,
        PingStatus = AwsText.Clean(instance.PingStatus?.Value),
        LastPing = instance.LastPingDateTime,
        AgentVersion = AwsText.Clean(instance.AgentVersion),
        ActivationId = AwsText.Clean(instance.ActivationId),
    };
}
