using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.EKS.Internal;

/// <summary>Converts an EKS request to a request of the SDK pipeline.</summary>
internal sealed class EksMarshaller<TRequest> : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    private readonly Action<TRequest, IRequest> _write;

    public EksMarshaller(Action<TRequest, IRequest> write) => _write = write;

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, AmazonEKSConfig.EksServiceId);
        _write((TRequest)input, request);
        return request;
    }
}
