namespace HonourWall.Admin.Data;

/// <summary>
/// A row that belongs to one organisation and is seen only from above it. <see cref="AdminDb"/> filters every query over it and guards every
/// write; a foreign key with <c>ON UPDATE CASCADE</c> keeps the path equal to its owner's.
/// </summary>
public interface IScoped
{
    /// <summary>The materialised path of the organisation, such as <c>1.12.130.</c></summary>
    string OrganisationPath { get; }
}
