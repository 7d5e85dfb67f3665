using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.EKS.Internal;

/// <summary>The published endpoint rules of EKS: configured endpoint, FIPS, dual stack and partition.</summary>
internal sealed class AmazonEKSEndpointProvider : IEndpointProvider
{
    public const string Region = nameof(Region);
    public const string Endpoint = nameof(Endpoint);
    public const string UseFips = "UseFIPS";
    public const string UseDualStack = nameof(UseDualStack);

    public Runtime.Endpoints.Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        bool fips = parameters[UseFips] is true;
        bool dualStack = parameters[UseDualStack] is true;
        if (parameters[Endpoint] is string { Length: > 0 } configured)
        {
            return fips || dualStack
                ? throw new AmazonClientException("Invalid Configuration: FIPS or dual stack and a custom endpoint are not supported")
                : new Runtime.Endpoints.Endpoint(configured);
        }

        string region = (string)parameters[Region];
        Partition partition = Fn.Partition(region);
        if ((fips && !partition.supportsFIPS) || (dualStack && !partition.supportsDualStack))
        {
            throw new AmazonClientException("FIPS or dual stack is enabled, but this partition does not support it");
        }

        string host = (fips, dualStack) switch
        {
            (false, _) => "eks",
            (true, true) => "eks-fips",
            (true, false) => partition.name switch { "aws" => "fips.eks", "aws-us-gov" => "eks", _ => "eks-fips" },
        };
        return new Runtime.Endpoints.Endpoint($"https://{host}.{region}.{(dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}");
    }
}
