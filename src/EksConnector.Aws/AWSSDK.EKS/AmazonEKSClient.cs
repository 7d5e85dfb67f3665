using Amazon.EKS.Internal;
using Amazon.EKS.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.EKS;

/// <summary>
/// A replacement for the client of the AWSSDK.EKS package with the same names, based on AWSSDK.Core. Delete this folder when the
/// package becomes available.
/// </summary>
internal sealed class AmazonEKSClient : AmazonServiceClient
{
    public AmazonEKSClient(AWSCredentials credentials, AmazonEKSConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    public Task<DescribeClusterResponse> DescribeClusterAsync(DescribeClusterRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(request, EksMarshallers.Write, EksMarshallers.ReadDescribeCluster, cancellationToken);

    public Task<ListClustersResponse> ListClustersAsync(ListClustersRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(request, EksMarshallers.Write, EksMarshallers.ReadListClusters, cancellationToken);

    public Task<RegisterClusterResponse> RegisterClusterAsync(RegisterClusterRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(request, EksMarshallers.Write, EksMarshallers.ReadRegisterCluster, cancellationToken);

    public Task<DeregisterClusterResponse> DeregisterClusterAsync(DeregisterClusterRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(request, EksMarshallers.Write, EksMarshallers.ReadDeregisterCluster, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EksEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new EksAuthResolver());
    }

    private Task<TResponse> CallAsync<TRequest, TResponse>(
        TRequest request, Action<TRequest, IRequest> write, Func<System.Text.Json.JsonElement, TResponse> read, CancellationToken cancellationToken)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = new EksMarshaller<TRequest>(write),
            ResponseUnmarshaller = new EksUnmarshaller(read),
        };
        return InvokeAsync<TResponse>(request, options, cancellationToken);
    }
}
