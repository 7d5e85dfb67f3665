using EksConnector.Core.Kubernetes;

namespace EksConnector.Tests.Integration;

/// <summary>What granting, listing, and revoking must do, on the fake cluster and on a real one with RBAC.</summary>
public abstract class ImpersonationSuite(ITestCluster cluster)
{
    private const string Rbac = "apis/rbac.authorization.k8s.io/v1/";
    private const string ManagedBy = "?labelSelector=app.kubernetes.io/managed-by%3DEksConnector";

    [SkippableFact]
    public async Task The_documented_errors_can_be_provoked_and_repaired()
    {
        string @namespace = await cluster.EnterAsync("healthy");
        string arn = Role("errors");
        using RawApi admin = await RawApi.AsAdminAsync(cluster.KubeConfigPath);
        using RawApi console = admin.With(await admin.ConnectorTokenAsync(@namespace), @as: arn);
        using ImpersonationRun module = Module(@namespace);

        (await console.GetAsync("api/v1/nodes")).ShouldBe((403, $"users \"{arn}\" is forbidden: User \"system:serviceaccount:{@namespace}:eks-connector\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope"));

        EventLog<ImpersonationGrant> grant = await module.GrantAsync(arn);
        grant.Failures.ShouldBeEmpty();
        Shown(grant).ShouldBe($"{arn} Changed True CanImpersonate True None CanRead False");
        (await console.GetAsync("api/v1/nodes")).ShouldBe((403, $"nodes is forbidden: User \"{arn}\" cannot list resource \"nodes\" in API group \"\" at the cluster scope"));

        grant = await module.GrantAsync(ConsoleAccess.ConsoleAllNamespaces, [], arn);
        grant.Failures.ShouldBeEmpty();
        Shown(grant).ShouldBe($"{arn} Changed True CanImpersonate True ConsoleAllNamespaces CanRead True");
        (await console.GetAsync("api/v1/nodes")).Status.ShouldBe(200);
        (await console.GetAsync($"api/v1/namespaces/{@namespace}/pods")).Status.ShouldBe(200);
        (await console.GetAsync($"api/v1/namespaces/{@namespace}/secrets")).Status.ShouldBe(403);

        grant = await module.GrantAsync(ConsoleAccess.ConsoleAllNamespaces, [], arn);
        Shown(grant).ShouldBe($"{arn} Changed False CanImpersonate True ConsoleAllNamespaces CanRead True");

        EventLog<ImpersonationGrant> revocation = await module.RevokeAsync(keepAccess: false, arn);
        revocation.Failures.ShouldBeEmpty();
        Shown(revocation).ShouldBe($"{arn} Changed True CanImpersonate False None CanRead False");
        (await console.GetAsync("api/v1/nodes")).Message.ShouldContain("cannot impersonate resource \"users\"");
        (await NamesOfAsync(admin, grant.Items[0])).ShouldBeEmpty();

        revocation = await module.RevokeAsync(keepAccess: false, arn);
        Shown(revocation).ShouldBe($"{arn} Changed False CanImpersonate False None CanRead False");
    }

    [SkippableFact]
    public async Task Can_grant_read_access_for_some_namespaces_and_keep_it()
    {
        string @namespace = await cluster.EnterAsync("healthy");
        string arn = Role("some");
        using RawApi admin = await RawApi.AsAdminAsync(cluster.KubeConfigPath);
        using RawApi console = admin.With(await admin.ConnectorTokenAsync(@namespace), @as: arn);
        using ImpersonationRun module = Module(@namespace);

        EventLog<ImpersonationGrant> grant = await module.GrantAsync(ConsoleAccess.ConsoleNamespace, [@namespace], arn);

        grant.Failures.ShouldBeEmpty();
        Shown(grant).ShouldBe($"{arn} Changed True CanImpersonate True ConsoleNamespace CanRead True");
        (await console.GetAsync("api/v1/nodes")).Status.ShouldBe(200);
        (await console.GetAsync("api/v1/namespaces")).Status.ShouldBe(200);
        (await console.GetAsync($"api/v1/namespaces/{@namespace}/pods")).Status.ShouldBe(200);
        (await console.GetAsync("api/v1/namespaces/default/pods")).Status.ShouldBe(403);
        ImpersonatedUser row = (await module.ListAsync(arn)).Items.Single(item => item.PrincipalArn == arn);
        (row.CanImpersonate, row.Access, row.AccessNamespaces.ToString(), row.Flags.ToString(), row.GrantOwners.ToString()).ShouldBe(
            (true, "ConsoleNamespace", @namespace, string.Empty, "EksConnector"));

        EventLog<ImpersonationGrant> remaining = await module.RevokeAsync(keepAccess: true, arn);
        remaining.Failures.ShouldBeEmpty();
        Shown(remaining).ShouldBe($"{arn} Changed True CanImpersonate False ConsoleNamespace CanRead True");
        (await module.ListAsync(arn)).Items.Single(item => item.PrincipalArn == arn).Flags.ToString().ShouldBe("NotImpersonated");

        Shown(await module.RevokeAsync(keepAccess: false, arn)).ShouldBe($"{arn} Changed True CanImpersonate False None CanRead False");
    }

    [SkippableFact]
    public async Task A_user_cannot_grant_permissions_they_lack_and_nothing_is_written()
    {
        string @namespace = await cluster.EnterAsync("healthy");
        string arn = Role("escalation");
        using RawApi admin = await RawApi.AsAdminAsync(cluster.KubeConfigPath);
        string token = await admin.ConnectorTokenAsync(@namespace);
        using RawApi grantor = admin.With(token);

        // The service account of the connector is the grantor, because it has a token on every cluster.
        var source = new ConnectionSource { Server = admin.Server.ToString(), Token = new SecretText(token), CertificateAuthority = await AuthorityAsync() };
        using var module = new ImpersonationRun(source, @namespace, context: null);
        string name = $"{@namespace}-grantor";
        await RemoveAsync(admin, name);
        try
        {
            await admin.CreateAsync(Rbac + "clusterrolebindings", $$"""
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"{{name}}"},
                "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"{{name}}"},
                "subjects":[{"kind":"ServiceAccount","name":"eks-connector","namespace":"{{@namespace}}"}]}
                """);
            await AllowAsync(admin, name, "create", "get", "list");
            await UntilAsync(async () => (await grantor.GetAsync(Rbac + "clusterroles" + ManagedBy)).Status == 200);
            EventLog<ImpersonationGrant> refused = await module.GrantAsync(arn);
            refused.Items.ShouldBeEmpty();
            EksConnectorException failure = refused.Failures.ShouldHaveSingleItem();
            failure.ErrorId.ShouldBe(ErrorIds.EscalationDenied);
            failure.Message.ShouldContain("create ClusterRole/eksconnector-impersonate-");
            failure.RecommendedAction.ShouldContain("escalate");

            // A user who can write roles cannot necessarily bind them, which is reported before the role is created.
            await AllowAsync(admin, name, "create", "get", "list", "escalate");
            await UntilAsync(async () => await IsAllowedAsync(grantor, "escalate"));
            refused = await module.GrantAsync(arn);
            failure = refused.Failures.ShouldHaveSingleItem();
            failure.ErrorId.ShouldBe(ErrorIds.EscalationDenied);
            failure.Message.ShouldContain($"because the user is not permitted to impersonate users '{arn}'");
            failure.RecommendedAction.ShouldContain("bind");
            (await admin.NamesAsync(Rbac + "clusterroles" + ManagedBy)).ShouldNotContain(item => item.StartsWith("eksconnector-impersonate-") && failure.Message.Contains(item));

            await AllowAsync(admin, name, "create", "get", "list", "escalate", "bind");
            await UntilAsync(async () => await IsAllowedAsync(grantor, "bind"));
            EventLog<ImpersonationGrant> grant = await module.GrantAsync(arn);
            grant.Failures.ShouldBeEmpty();
            Shown(grant).ShouldBe($"{arn} Changed True CanImpersonate  None CanRead ");
            grant.Warnings.ShouldHaveSingleItem().ShouldContain("resource subjectaccessreviews");
        }
        finally
        {
            await RemoveAsync(admin, name);
            using ImpersonationRun own = Module(@namespace);
            await own.RevokeAsync(keepAccess: false, arn);
        }
    }

    [SkippableFact]
    public async Task Names_remaining_grants_with_the_command_that_removes_them()
    {
        string @namespace = await cluster.EnterAsync("healthy");
        string arn = Role("still");
        string name = $"eks-connector-service-{@namespace}";
        using RawApi admin = await RawApi.AsAdminAsync(cluster.KubeConfigPath);
        using ImpersonationRun module = Module(@namespace);
        await RemoveAsync(admin, name);
        try
        {
            await admin.CreateAsync(Rbac + "clusterroles", $$"""
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"{{name}}"},
                "rules":[{"apiGroups":[""],"resources":["users"],"verbs":["impersonate"],"resourceNames":["{{Role("other")}}","{{arn}}"]}]}
                """);
            await admin.CreateAsync(Rbac + "clusterrolebindings", $$"""
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"{{name}}"},
                "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"{{name}}"},
                "subjects":[{"kind":"ServiceAccount","name":"eks-connector","namespace":"{{@namespace}}"}]}
                """);
            (await module.GrantAsync(arn)).Items.ShouldHaveSingleItem().Changed.ShouldBeTrue();

            EventLog<ImpersonationGrant> run = await module.RevokeAsync(keepAccess: false, arn);

            Shown(run).ShouldBe($"{arn} Changed True CanImpersonate True None CanRead False");
            EksConnectorException failure = run.Failures.ShouldHaveSingleItem();
            failure.ErrorId.ShouldBe(ErrorIds.StillGranted);
            failure.Message.ShouldContain($"ClusterRoleBinding/{name} (ClusterRole/{name}) of template eks-connector-clusterrole.yaml lets the connector impersonate this principal");
            string patch = $$"""[{"op":"test","path":"/rules/0/resourceNames/1","value":"{{arn}}"},{"op":"remove","path":"/rules/0/resourceNames/1"}]""";
            failure.RecommendedAction.ShouldEndWith($"kubectl patch clusterrole {name} --context admin --type=json -p '{patch}'");

            // The command has the described effect.
            (int status, _) = await admin.SendAsync(
                HttpMethod.Patch, Rbac + "clusterroles/" + name, System.Text.Json.Nodes.JsonNode.Parse(patch), "application/json-patch+json");
            status.ShouldBe(200);
            await UntilAsync(async () => (await module.RevokeAsync(keepAccess: false, arn)).Failures.Count == 0);
        }
        finally
        {
            await RemoveAsync(admin, name);
        }
    }

    [SkippableFact]
    public async Task Fifty_concurrent_grants_all_succeed()
    {
        string @namespace = await cluster.EnterAsync("healthy");
        string[] arns = [.. Enumerable.Range(0, 50).Select(i => Role($"many-{i:00}"))];
        using ImpersonationRun module = Module(@namespace);
        try
        {
            // Each of five callers has separate connections and ten principals, and shares five of them with the next caller.
            EventLog<ImpersonationGrant>[] runs = await Task.WhenAll(Enumerable.Range(0, 5).Select(async caller =>
            {
                using ImpersonationRun own = Module(@namespace);
                return await own.GrantAsync(
                    ConsoleAccess.ConsoleAllNamespaces, [], [.. Enumerable.Range(0, 15).Select(i => arns[((caller * 10) + i) % arns.Length])]);
            }));

            runs.ShouldAllBe(run => run.Failures.Count == 0 && run.Items.Count == 15);
            runs.SelectMany(run => run.Items).ShouldAllBe(item => item.CanImpersonate == true && item.CanRead == true);
            (await module.ListAsync(Role("many-*"))).Items.Where(item => item is { CanImpersonate: true, Access: "ConsoleAllNamespaces" })
                .Select(item => item.PrincipalArn).Intersect(arns).Count().ShouldBe(50);
        }
        finally
        {
            (await module.RevokeAsync(keepAccess: false, arns)).Failures.ShouldBeEmpty();
        }
    }

    private ImpersonationRun Module(string @namespace) => new(new ConnectionSource { KubeConfigPaths = [cluster.KubeConfigPath] }, @namespace);

    private static string Role(string name) => $"arn:aws:iam::111122223333:role/it-{name}";

    private static string Shown(EventLog<ImpersonationGrant> run) => string.Join('\n', run.Items.Select(item =>
        $"{item.KubernetesUser} Changed {item.Changed} CanImpersonate {item.CanImpersonate} {item.Access} CanRead {item.CanRead}"));

    private static async Task<string[]> NamesOfAsync(RawApi admin, ImpersonationGrant grant)
    {
        string[] existing = [.. await admin.NamesAsync(Rbac + "clusterroles" + ManagedBy), .. await admin.NamesAsync(Rbac + "clusterrolebindings" + ManagedBy)];
        return [.. grant.Objects.Select(id => id.Split('/')[^1]).Where(name => name.Length > 30).Intersect(existing)];
    }

    private async Task<string> AuthorityAsync()
    {
        string text = await File.ReadAllTextAsync(cluster.KubeConfigPath);
        string encoded = text.Split("certificate-authority-data:")[1].Split('\n')[0].Trim();
        return System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(encoded));
    }

    private static async Task AllowAsync(RawApi admin, string name, params string[] verbs)
    {
        await admin.DeleteAsync(Rbac + "clusterroles/" + name);
        (int status, _) = await admin.CreateAsync(Rbac + "clusterroles", $$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"{{name}}"},"rules":[
            {"apiGroups":["apps"],"resources":["statefulsets"],"verbs":["get"]},
            {"apiGroups":["rbac.authorization.k8s.io"],"resources":["clusterroles","clusterrolebindings"],
            "verbs":[{{string.Join(',', verbs.Select(verb => $"\"{verb}\""))}}]}]}
            """);
        status.ShouldBe(201);
    }

    private static async Task RemoveAsync(RawApi admin, string name)
    {
        await admin.DeleteAsync(Rbac + "clusterrolebindings/" + name);
        await admin.DeleteAsync(Rbac + "clusterroles/" + name);
    }

    private static async Task<bool> IsAllowedAsync(RawApi caller, string verb)
    {
        (_, System.Text.Json.Nodes.JsonNode review) = await caller.CreateAsync("apis/authorization.k8s.io/v1/selfsubjectaccessreviews", $$"""
            {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",
            "spec":{"resourceAttributes":{"verb":"{{verb}}","group":"rbac.authorization.k8s.io","resource":"clusterroles"} } }
            """);
        return (bool)review["status"]!["allowed"]!;
    }

    // The authorizer of an API server sees changes with a delay.
    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Delay(20, limit.Token);
        }
    }
}
