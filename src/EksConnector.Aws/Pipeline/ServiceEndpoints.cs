using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace EksConnector.Aws.Pipeline;

/// <summary>The endpoint rules of a regional service: an endpoint that was configured, FIPS, dual stack, partition.</summary>
internal sealed class ServiceEndpoints : IEndpointProvider
{
    public const string Region = "Region";
    public const string Configured = "Endpoint";
    public const string Fips = "UseFIPS";
    public const string DualStack = "UseDualStack";

    private readonly ServiceModel _service;

    public ServiceEndpoints(ServiceModel service) => _service = service;

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        bool fips = parameters[Fips] is true;
        bool dualStack = parameters[DualStack] is true;
        if (parameters[Configured] is string { Length: > 0 } configured)
        {
            if (fips || dualStack)
            {
                throw Invalid($"The endpoint {configured} was configured, and FIPS or dual stack was asked for too.");
            }

            return new Endpoint(configured);
        }

        string region = (string)parameters[Region];
        Partition partition = Fn.Partition(region);
        if ((fips && !partition.supportsFIPS) || (dualStack && !partition.supportsDualStack))
        {
            throw Invalid($"FIPS or dual stack was asked for, and the partition {partition.name} does not have it.");
        }

        string host = fips switch
        {
            true when dualStack => _service.Host + "-fips",
            true => _service.FipsHost(partition.name),
            _ => _service.Host,
        };
        return new Endpoint($"https://{host}.{region}.{(dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}");
    }

    private EksConnectorException Invalid(string message) => new(
        ErrorIds.AwsEndpointInvalid,
        FailureCategory.InvalidArgument,
        message,
        $"Take away AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT (or the profile's settings), or AWS_ENDPOINT_URL_{_service.ServiceId}.");
}
