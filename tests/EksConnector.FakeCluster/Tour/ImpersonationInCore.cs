using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.FakeCluster.Tour;

/// <summary>What the cmdlets for impersonation do, without PowerShell.</summary>
internal static class ImpersonationInCore
{
    private const string Role = "arn:aws:iam::111122223333:role/admin";
    private static readonly PrincipalTarget s_principal = new(new ClusterTarget(null, null), Role);

    public static Task<bool> ListAsync(IKubernetesGateway gateway, ConnectionSource source, CancellationToken cancellationToken) =>
        CoreRun.PrintAsync(
            new GetImpersonationOperation(gateway).RunAsync(new ImpersonationRequest { Source = source }, cancellationToken),
            user => Console.WriteLine($"{user.Context,-12} {user.PrincipalArn} impersonated {user.CanImpersonate}, reads {user.Access} {user.Flags}"));

    public static Task<bool> PlanAsync(IKubernetesGateway gateway, ConnectionSource source, CancellationToken cancellationToken) =>
        CoreRun.PrintAsync(
            new GrantImpersonationOperation(gateway).PlanAsync(Request(source), cancellationToken), plan => Console.WriteLine(plan.Describe()));

    public static async Task<bool> GrantAsync(IKubernetesGateway gateway, ConnectionSource source, CancellationToken cancellationToken)
    {
        var grant = new GrantImpersonationOperation(gateway);
        GrantRequest request = Request(source);
        IReadOnlyList<ImpersonationPlan> plans = await ReadAsync(grant.PlanAsync(request, cancellationToken)).ConfigureAwait(false);
        return await CoreRun.PrintAsync(grant.ApplyAsync(request, plans, cancellationToken), Print).ConfigureAwait(false);
    }

    public static async Task<bool> RevokeAsync(IKubernetesGateway gateway, ConnectionSource source, CancellationToken cancellationToken)
    {
        var revocation = new RevokeImpersonationOperation(gateway);
        var back = new RevokeRequest { Source = source, Principals = [s_principal] };
        IReadOnlyList<ImpersonationPlan> plans = await ReadAsync(revocation.PlanAsync(back, cancellationToken)).ConfigureAwait(false);
        return await CoreRun.PrintAsync(revocation.ApplyAsync(back, plans, cancellationToken), Print).ConfigureAwait(false);
    }

    private static GrantRequest Request(ConnectionSource source) =>
        new() { Source = source, Principals = [s_principal], Access = ConsoleAccess.ConsoleAllNamespaces };

    private static void Print(ImpersonationGrant grant) =>
        Console.WriteLine($"{grant.Context,-12} {grant.KubernetesUser} changed {grant.Changed}, may be impersonated {grant.CanImpersonate}, may read {grant.CanRead}");

    private static async Task<IReadOnlyList<ImpersonationPlan>> ReadAsync(IAsyncEnumerable<OperationEvent<ImpersonationPlan>> events)
    {
        var plans = new List<ImpersonationPlan>();
        await CoreRun.PrintAsync(events, plans.Add).ConfigureAwait(false);
        return plans;
    }
}
