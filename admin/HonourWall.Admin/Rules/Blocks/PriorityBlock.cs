using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>
/// Who comes first where places are few (优先次序): <c>priority: { among: candidates, by: order, seed: seed }</c>. The draw is the order of
/// SHA-256 over seed and id: whoever knows the recorded seed can draw again and finds the same.
/// </summary>
public sealed record PriorityBlock(Fact<ImmutableArray<Candidate>> Among, Parameter<ImmutableArray<string>> By, Fact<string> Seed) : RuleBlock("priority")
{
    public const string FrontLine = "基层一线", LongestAgo = "间隔最久", Never = "从未参加", Draw = "抽签";

    public static ImmutableArray<string> Criteria { get; } = [FrontLine, LongestAgo, Never, Draw];

    public override StepOutcome Apply(Assessing work)
    {
        var (candidates, by, seed) = (work.Get(Among), work.Cite(By), work.Get(Seed));
        var ordered = candidates.OrderBy(_ => 0);
        foreach (var criterion in by)
            ordered = criterion switch
            {
                FrontLine => ordered.ThenBy(c => !c.FrontLine),
                Never => ordered.ThenBy(c => c.Last is not null),
                // Who has never been has no last time to count from; where they stand is said by the next criterion or the draw.
                LongestAgo => ordered.ThenBy(c => c.Last ?? DateOnly.MaxValue),
                _ => ordered.ThenBy(c => Lot(seed, c.Id), StringComparer.Ordinal),
            };
        work.Items.AddRange(ordered.Select(c => c.Id));
        return work.Items.Count == 0
            ? StepOutcome.Refuse("没有候选人")
            : StepOutcome.Pass($"{candidates.Length} 人按{string.Join('、', by)}排列；抽签种子「{seed}」");
    }

    private static string Lot(string seed, string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{id}")));
}
