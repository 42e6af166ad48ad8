using System.Collections.Immutable;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Registry;

namespace HonourWall.Admin.Web.Pages;

/// <summary>The first page.</summary>
/// <param name="Applications">By state; those on which this account may act are marked and come first.</param>
/// <param name="Cycles">Likewise.</param>
public sealed record HomePageModel(
    string? Organisation,
    ImmutableArray<(PersonStatus Status, int Count)> Counts,
    ImmutableArray<(ApplicationState State, int Count, bool IsMine)> Applications,
    ImmutableArray<(CycleState State, int Count, bool IsMine)> Cycles);
