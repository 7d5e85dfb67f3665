using EksConnector.Core.Kubernetes;

namespace EksConnector.Kubernetes.Json;

/// <summary>The spec of an access review.</summary>
internal sealed record AccessReviewSpec(
    string? User,
    IReadOnlyList<string>? Groups,
    IReadOnlyDictionary<string, string>? ResourceAttributes,
    IReadOnlyDictionary<string, string>? NonResourceAttributes)
{
    public static AccessReviewSpec Create(AccessCheck question)
    {
        var attributes = new Dictionary<string, string> { ["verb"] = question.Verb };
        if (question.Path is not null)
        {
            attributes["path"] = question.Path;
            return new AccessReviewSpec(question.User, GroupsOf(question), null, attributes);
        }

        attributes["group"] = question.Group;
        string[] resource = question.Resource.Split('/', 2);
        attributes["resource"] = resource[0];
        if (resource.Length > 1)
        {
            attributes["subresource"] = resource[1];
        }

        if (question.Namespace is not null)
        {
            attributes["namespace"] = question.Namespace;
        }

        if (question.Name is not null)
        {
            attributes["name"] = question.Name;
        }

        return new AccessReviewSpec(question.User, GroupsOf(question), attributes, null);
    }

    private static IReadOnlyList<string>? GroupsOf(AccessCheck question) => question.User is null ? null : question.Groups;
}
