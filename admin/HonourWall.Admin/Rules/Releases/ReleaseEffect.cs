using System.Collections.Immutable;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Rules.Releases;

/// <summary>Which open and past applications a new version of the rules would answer otherwise; nothing is changed by looking.</summary>
public sealed class ReleaseEffect(Vault vault)
{
    public async Task<(PackComparison Comparison, ImmutableArray<ChangedApplication> Changed, int Looked)> FindAsync(AdminDb db, RuleBook before, RuleBook after, CancellationToken cancel)
    {
        // A benefit whose packs are the same word by word comes out the same.
        var benefits = FactInput.Benefits(before).Select(p => p.Question).Concat(FactInput.Benefits(after).Select(p => p.Question)).OfType<Question>().Distinct()
            .Where(q => before.FindPack(q)?.Version != after.FindPack(q)?.Version).Select(q => q.Code).ToList();
        var applications = await db.Set<Application>().AsNoTracking().Where(a => benefits.Contains(a.BenefitId) && a.State != ApplicationState.Withdrawn).OrderByDescending(a => a.UpdatedAt).ThenBy(a => a.Id).ToListAsync(cancel);
        var comparison = PackComparison.Between(before, after, applications.Select(a => (a.Number, StoredFacts.Read(vault.Open(ApplicationFields.Facts, a.Id, a.Facts, OpenPurpose.Internal)).Case)));
        var byNumber = applications.ToDictionary(a => a.Number, StringComparer.Ordinal);
        return (comparison, [.. comparison.Cases.Select(c => new ChangedApplication(byNumber[c.Name], c.Before, c.After))], applications.Count);
    }
}
