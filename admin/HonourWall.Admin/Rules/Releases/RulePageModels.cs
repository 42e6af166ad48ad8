using System.Collections.Immutable;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Rules.Releases;

/// <summary>The rules that hold, what is proposed, and every release there was.</summary>
/// <param name="Filter">What the packs are narrowed to.</param>
/// <param name="HasNewerShipped">The program came with packs that no release has.</param>
public sealed record RulesPageModel(RuleRelease Current, RuleFilter Filter, ImmutableArray<RulePack> Packs, ImmutableArray<RuleRelease> Proposals, ImmutableArray<RuleRelease> Releases, Paging Paging, bool HasNewerShipped);

/// <summary>One pack of the rules that hold: figures with their basis, and its text.</summary>
public sealed record PackPageModel(RuleRelease Current, RulePack Pack, string Text, string Tests);

/// <summary>The editor.</summary>
/// <param name="OnProposal">It changes a proposal further, and takes its place.</param>
/// <param name="Wrong">What is wrong with the form as a whole.</param>
/// <param name="Mistakes">What the check of the packs found.</param>
public sealed record RuleEditPageModel(RuleEdit Edit, ImmutableArray<string> Files, bool OnProposal, string? Wrong, string? NoteWrong, ImmutableArray<RuleDiagnostic> Mistakes);

/// <summary>A release or a proposal: what it changes, in text, in figures, and for whom.</summary>
/// <param name="Base">Null for the first.</param>
/// <param name="Cases">Applications that would come out otherwise.</param>
/// <param name="Looked">How many were computed.</param>
/// <param name="Cycles">The cycles of programmes whose pack it changes.</param>
public sealed record ReleasePageModel(
    RuleRelease Release, RuleRelease? Base, ImmutableArray<ChangedFile> Files, ImmutableArray<ChangedParameter> Parameters, ImmutableArray<ChangedApplication> Cases, int Looked, ImmutableArray<ChangedCycle> Cycles, int Tests, string? Refused);

/// <summary>A file that differs.</summary>
public sealed record ChangedFile(string Name, ImmutableArray<DiffLine> Lines);

/// <summary>An application that the new rules would answer otherwise.</summary>
public sealed record ChangedApplication(Application Application, CaseAnswer Before, CaseAnswer After);
