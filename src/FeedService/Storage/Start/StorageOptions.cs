// Configuration section Storage.
using System.ComponentModel.DataAnnotations;

namespace FeedService.Storage;

/// <summary>Where the rows are kept.</summary>
internal sealed record StorageOptions
{
    /// <summary>Which database; only SQLite for now.</summary>
    [AllowedValues("Sqlite", ErrorMessage = "Storage:Provider must be Sqlite")]
    public string Provider { get; init; } = "Sqlite";

    /// <summary>ADO.NET connection string. A relative Data Source is taken from the working directory.</summary>
    [Required(ErrorMessage = "Storage:ConnectionString must not be empty")]
    public string ConnectionString { get; init; } = "Data Source=data/feedservice.db";
}
