using HonourWall.Admin.Budgets;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Disbursements.Snapshots;

namespace HonourWall.Admin.Disbursements;

/// <summary>The services of budgets, cycles and payments; none keeps anything between two calls.</summary>
public static class DisbursementServices
{
    public static IServiceCollection AddDisbursements(this IServiceCollection services) => services
        .AddSingleton<DisbursementRules>().AddSingleton<BudgetDesk>()
        .AddSingleton<SnapshotSigner>().AddSingleton<CandidateReader>().AddSingleton<ApplicationPayees>().AddSingleton<SnapshotTaker>().AddSingleton<SnapshotChecker>()
        .AddSingleton<CycleDesk>().AddSingleton<HoldDesk>().AddSingleton<DisbursementDesk>()
        .AddSingleton<BankFileDesk>().AddSingleton<ReturnDesk>();
}
