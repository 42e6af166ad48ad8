namespace HonourWall.Roll;

/// <summary>Who may receive an award: a person (个人), a unit (单位) or a team (班组, 科室).</summary>
[Flags]
public enum RecipientKind
{
    None = 0,
    Person = 1,
    Unit = 2,
    Team = 4,
    /// <summary>A unit or a team: both have a page under <c>/collectives/</c>.</summary>
    Collective = Unit | Team,
}
