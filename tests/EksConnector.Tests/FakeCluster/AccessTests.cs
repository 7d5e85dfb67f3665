using System.Net;
using System.Text.Json.Nodes;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.FakeCluster;

public sealed class AccessTests : IAsyncLifetime
{
    private const string InNamespace = "api/v1/namespaces/eks-connector/";

    private FakeKubernetes _fake = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync();
        await _fake.EnterAsync("healthy");
    }

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    [Theory]
    [InlineData("admin", InNamespace + "secrets", 200)]
    [InlineData("viewer", InNamespace + "pods", 200)]
    [InlineData("viewer", "apis/apps/v1/statefulsets", 200)]
    [InlineData("viewer", InNamespace + "pods/eks-connector-0/log?container=connector-init", 200)]
    [InlineData("viewer", InNamespace + "secrets", 403)]
    [InlineData("viewer", "api/v1/nodes", 403)]
    [InlineData("lister", InNamespace + "pods", 200)]
    [InlineData("lister", InNamespace + "pods?watch=1", 403)]
    [InlineData("lister", "apis/apps/v1/namespaces/eks-connector/statefulsets", 403)]
    [InlineData("nobody", InNamespace + "pods", 403)]
    [InlineData("nobody", "version", 200)]
    [InlineData("nobody", "apis", 200)]
    [InlineData("stranger", "version", 401)]
    [InlineData("anonymous", "version", 200)]
    [InlineData("anonymous", "apis", 403)]
    public async Task Each_user_has_the_permissions_of_the_real_one(string user, string path, int status)
    {
        using FakeClient client = FakeClient.For(_fake, user);
        using HttpResponseMessage response = await client.Http.GetAsync(path);

        ((int)response.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData(InNamespace + "pods", "pods is forbidden: User \"nobody\" cannot list resource \"pods\" in API group \"\" in the namespace \"eks-connector\"")]
    [InlineData(InNamespace + "pods/x", "pods \"x\" is forbidden: User \"nobody\" cannot get resource \"pods\" in API group \"\" in the namespace \"eks-connector\"")]
    [InlineData(InNamespace + "pods/x/log", "pods \"x\" is forbidden: User \"nobody\" cannot get resource \"pods/log\" in API group \"\" in the namespace \"eks-connector\"")]
    [InlineData(InNamespace + "pods?watch=1", "pods is forbidden: User \"nobody\" cannot watch resource \"pods\" in API group \"\" in the namespace \"eks-connector\"")]
    [InlineData("apis/apps/v1/statefulsets", "statefulsets.apps is forbidden: User \"nobody\" cannot list resource \"statefulsets\" in API group \"apps\" at the cluster scope")]
    [InlineData("api/v1/namespaces/x", "namespaces \"x\" is forbidden: User \"nobody\" cannot get resource \"namespaces\" in API group \"\" in the namespace \"x\"")]
    [InlineData("metrics", "forbidden: User \"nobody\" cannot get path \"/metrics\"")]
    public async Task A_refusal_has_the_message_of_a_real_server(string path, string message)
    {
        using FakeClient client = FakeClient.For(_fake, "nobody");
        JsonNode status = await client.JsonAsync(path);

        ((string?)status["message"]).ShouldBe(message);
        ((string?)status["reason"]).ShouldBe("Forbidden");
    }

    [Fact]
    public async Task Access_reviews_follow_the_same_rules()
    {
        using FakeClient viewer = FakeClient.For(_fake, "viewer");
        using FakeClient admin = FakeClient.For(_fake);

        (await ReviewAsync(viewer, "selfsubjectaccessreviews", null, "pods")).ShouldBeTrue();
        (await ReviewAsync(viewer, "selfsubjectaccessreviews", null, "secrets")).ShouldBeFalse();
        (await ReviewAsync(admin, "subjectaccessreviews", "viewer", "secrets")).ShouldBeFalse();
        (await ReviewAsync(admin, "subjectaccessreviews", "lister", "pods")).ShouldBeTrue();
    }

    [Fact]
    public async Task Only_a_permitted_user_can_impersonate()
    {
        (await ImpersonateAsync("admin", "viewer", "secrets")).ShouldBe(HttpStatusCode.Forbidden);
        (await ImpersonateAsync("admin", "viewer", "pods")).ShouldBe(HttpStatusCode.OK);
        (await ImpersonateAsync("viewer", "admin", "pods")).ShouldBe(HttpStatusCode.Forbidden);
        _fake.Requests.All[^2].User.ShouldBe("viewer");
    }

    [Fact]
    public async Task A_test_grants_and_revokes()
    {
        using FakeClient client = FakeClient.For(_fake, "nobody");
        _fake.Access.Grant("nobody", new AccessRule("get list", "secrets", "eks-connector", "eks-connector-state-0"));

        using HttpResponseMessage named = await client.Http.GetAsync(InNamespace + "secrets/eks-connector-state-0");
        using HttpResponseMessage other = await client.Http.GetAsync(InNamespace + "secrets/eks-connector-state-1");
        _fake.Access.Revoke("nobody");
        using HttpResponseMessage revoked = await client.Http.GetAsync(InNamespace + "secrets/eks-connector-state-0");

        (named.StatusCode, other.StatusCode, revoked.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden));
    }

    private static async Task<bool> ReviewAsync(FakeClient client, string kind, string? user, string resource)
    {
        var spec = new JsonObject
        {
            ["resourceAttributes"] = new JsonObject { ["namespace"] = "eks-connector", ["verb"] = "list", ["resource"] = resource },
        };
        if (user is not null)
        {
            spec["user"] = user;
        }

        using HttpResponseMessage response = await client.PostAsync("apis/authorization.k8s.io/v1/" + kind, new JsonObject { ["spec"] = spec });
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (bool)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["status"]!["allowed"]!;
    }

    private async Task<HttpStatusCode> ImpersonateAsync(string user, string @as, string resource)
    {
        using FakeClient client = FakeClient.For(_fake, user);
        using var request = new HttpRequestMessage(HttpMethod.Get, InNamespace + resource);
        request.Headers.Add("Impersonate-User", @as);
        using HttpResponseMessage response = await client.Http.SendAsync(request);
        return response.StatusCode;
    }
}
