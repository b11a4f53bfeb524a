#include "ui/schedules/parameter_section.h"

#include "models/items/time_words.h"
#include "ui/schedules/field_parts.h"
#include "ui/schedules/parameter_preview.h"
#include "ui/schedules/preview_list.h"
#include "ui/schedules/schedule_preview.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/form.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

namespace slipway {

namespace {
constexpr int mostRunsListed = 1440;
} // namespace

ParameterSection::ParameterSection(QWidget *parent)
    : PropertiesSection(parent),
      m_form(new Form(this)),
      m_line(named(new QLineEdit(m_form), "nodeParameters")),
      m_bizdate(dateEdit("parameterBizdate", m_form)),
      m_run(named(new QComboBox(m_form), "parameterRun")),
      m_next(iconButton(Icon::Rollback, tr("Show the values of the next run again"), QStringLiteral("parameterNextRun"),
                        m_form)),
      m_values(new PreviewList(QStringLiteral("parameterValues"), PreviewList::Font::Code, m_form))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    m_line->setFont(codeFont());
    m_line->setPlaceholderText(QStringLiteral("$bizdate $[yyyymmddhh24-1/24]"));
    m_form->addField(QStringLiteral("ParaValue"), tr("Scheduling parameters"), m_line,
                     tr("Separated by spaces; they become $1, $2, … of the script."));
    m_form->setLabelColumn(labelColumn);
    m_form->addField(QStringLiteral("Bizdate"), tr("Data timestamp"), makeMoment());
    m_form->setLabelColumn(0);
    m_values->setAccessibleName(tr("Values of the parameters"));
    m_form->addField(QStringLiteral("values"), tr("Values"), m_values);
    connect(m_line, &QLineEdit::textEdited, this, &PropertiesSection::edited);
    connect(m_bizdate, &QDateEdit::dateChanged, this, [this](QDate date) {
        if (m_setting)
            return;
        m_chosen = date;
        showMoment();
    });
    connect(m_run, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_setting)
            showValues();
    });
    connect(m_next, &QToolButton::clicked, this, &ParameterSection::followNextRun);
}

QWidget *ParameterSection::makeMoment()
{
    auto *box = new QWidget(m_form);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::xs);
    row->addWidget(m_bizdate, 1);
    row->addWidget(m_run);
    row->addWidget(m_next);
    box->setFocusProxy(m_bizdate);
    m_bizdate->setAccessibleName(tr("Data timestamp"));
    m_run->setAccessibleName(tr("Scheduled time"));
    return box;
}

void ParameterSection::load(const NodeDraft &draft)
{
    if (draft.id != m_draft.id)
        m_chosen = {};
    if (m_line->text() != draft.properties.parameters)
        m_line->setText(draft.properties.parameters);
}

void ParameterSection::store(NodeProperties &properties) const
{
    properties.parameters = m_line->text();
}

void ParameterSection::followNextRun()
{
    m_chosen = {};
    showMoment();
}

void ParameterSection::preview(const NodeDraft &draft, const PreviewContext &context)
{
    m_draft = draft;
    m_context = context;
    showMoment();
}

void ParameterSection::showMoment()
{
    const QScopedValueRollback quiet(m_setting, true);
    const Schedule &schedule = m_draft.properties.schedule;
    const QDate bizdate = m_chosen.isValid() ? m_chosen : nextBizdate(schedule, m_context.zone, m_context.now);
    m_bizdate->setDate(bizdate);
    m_next->setVisible(m_chosen.isValid());
    const QVariant before = m_run->currentData();
    const QList<Occurrence> runs = runsOfBizdate(schedule, m_context.zone, bizdate);
    m_run->clear();
    for (const Occurrence &run : runs.first(std::min<qsizetype>(runs.size(), mostRunsListed)))
        m_run->addItem(run.local.time().toString(QStringLiteral("HH:mm")), toMillis(run.time));
    // The same time of another day, the next run of today, else the first.
    const Instant next = fromMillis(before.toLongLong());
    int index = m_run->findText(before.isValid() ? toDateTime(next, m_context.zone).toString(QStringLiteral("HH:mm"))
                                                 : QString());
    if (!m_chosen.isValid()) {
        const QList<Occurrence> coming = nextOccurrences(schedule, m_context.zone, m_context.now, 1);
        index = coming.isEmpty() ? 0 : m_run->findData(toMillis(coming.first().time));
    }
    m_run->setCurrentIndex(std::max(index, 0));
    m_run->setVisible(runs.size() > 1);
    showValues();
}

void ParameterSection::showValues()
{
    ParameterContext context;
    context.scheduledTime = fromMillis(m_run->currentData().toLongLong());
    context.zone = m_context.zone;
    context.jobId = m_draft.workflow;
    context.nodeId = m_draft.node;
    const QDate today = toDateTime(m_context.now, m_context.zone).date();
    if (m_chosen.isValid() && m_chosen < today)
        context.today = today; // as a backfill would see it
    const QList<PreviewLine> lines = parameterLines(m_draft.properties.parameters, context);
    m_values->setLines(lines);
    m_form->setFieldVisible(QStringLiteral("Bizdate"), !lines.isEmpty());
    m_form->setFieldVisible(QStringLiteral("values"), !lines.isEmpty());
    m_form->setHint(QStringLiteral("Bizdate"),
                    tr("Scheduled %1").arg(minuteTime(context.scheduledTime, m_context.zone)));
}

QString ParameterSection::summary(const NodeDraft &draft) const
{
    const QString line = draft.properties.parameters.simplified();
    return line.isEmpty() ? tr("none") : line;
}

} // namespace slipway
