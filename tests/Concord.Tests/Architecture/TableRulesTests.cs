using Concord.Platform.Db;
using Concord.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Planted.Modules.Alpha
{
    public sealed class LetterRow
    {
        public int Id { get; set; }

        public Planted.Modules.Gamma.StampRow? Stamp { get; set; }
    }
}

namespace Planted.Modules.Gamma
{
    public sealed class StampRow
    {
        public int Id { get; set; }
    }
}

namespace Concord.Tests.Architecture
{
    public sealed class TableRulesTests
    {
        [Fact]
        public void Tables_carry_their_modules_name_and_no_key_crosses_modules()
        {
            using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options, TimeProvider.System, new Wakes(), null!);
            Assert.NotEmpty(db.Model.GetEntityTypes());
            Assert.Empty(TableRules.Trespasses(db.Model, "Concord"));
        }

        [Fact]
        public void Planted_trespasses_are_found()
        {
            using var db = new PlantedDb();
            var found = TableRules.Trespasses(db.Model, "Planted").ToArray();
            Assert.Contains(found, t => t.Contains("StampRow: the table stamps", StringComparison.Ordinal));
            Assert.Contains(found, t => t.Contains("LetterRow: a foreign key leads to StampRow of Gamma", StringComparison.Ordinal));
        }

        private sealed class PlantedDb : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite("Data Source=:memory:");

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                _ = modelBuilder.Entity<Planted.Modules.Alpha.LetterRow>().ToTable("alpha_letter");
                _ = modelBuilder.Entity<Planted.Modules.Gamma.StampRow>().ToTable("stamps");
            }
        }
    }
}
