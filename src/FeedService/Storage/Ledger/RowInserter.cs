// Prepared single-row INSERTs made from EF's model: four to seven times the speed of SaveChanges (DESIGN section 6, measured).
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace FeedService.Storage;

/// <summary>Inserts rows of one table in the context's current transaction. A row whose key is there already is an error.</summary>
internal sealed class RowInserter<TRow> : IDisposable
    where TRow : class
{
    private readonly DbCommand command;
    private readonly IProperty[] columns;

    public RowInserter(FeedDbContext context)
    {
        var entity = context.Model.FindEntityType(typeof(TRow))!;
        columns = [.. entity.GetProperties()];
        command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = Statement(entity);
        foreach (var _ in columns)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{command.Parameters.Count}";
            command.Parameters.Add(parameter);
        }
    }

    public async Task InsertAsync(IEnumerable<TRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
                command.Parameters[i].Value = columns[i].GetGetter().GetClrValue(row) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public void Dispose() => command.Dispose();

    private string Statement(IEntityType entity)
    {
        var names = string.Join(", ", columns.Select(column => $"\"{column.GetColumnName()}\""));
        var values = string.Join(", ", Enumerable.Range(0, columns.Length).Select(i => $"@p{i}"));
        return $"INSERT INTO \"{entity.GetTableName()}\" ({names}) VALUES ({values})";
    }
}
