namespace HonourWall.Admin.Rules;

/// <summary>What the rules answer (结论).</summary>
public enum Decision
{
    /// <summary>符合: there is something to give, or the answer is yes.</summary>
    Granted,
    /// <summary>不符合.</summary>
    Refused,
    /// <summary>规则未规定: the pack says nothing about this award or this day. Neither yes nor no; a person must look.</summary>
    NotCovered,
}
