// Configuration section Operator.
using System.ComponentModel.DataAnnotations;

namespace FeedService.Publish.Operator;

/// <summary>Who may see the operator's page.</summary>
internal sealed record OperatorOptions
{
    /// <summary>Opens /operator to whoever knows it, from anywhere; empty: it is open on this machine only.</summary>
    [RegularExpression(@"[\x21-\x7e]{16,200}", ErrorMessage = "Operator:Token must be 16 to 200 visible ASCII characters, or empty")]
    public string? Token { get; init; }
}
