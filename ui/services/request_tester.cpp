#include "ui/services/request_tester.h"

#include "widgets/kit/buttons.h"
#include "widgets/kit/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace slipway {

namespace {
QPlainTextEdit *codeEdit(const QString &name, const char *objectName, QWidget *parent)
{
    auto *edit = new QPlainTextEdit(parent);
    edit->setObjectName(QLatin1String(objectName));
    edit->setAccessibleName(name);
    edit->setFont(codeFont());
    return edit;
}

QWidget *column(const QString &title, QWidget *content, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::xs);
    layout->addWidget(textLabel(title, TextSize::Caption, box, true));
    layout->addWidget(content, 1);
    return box;
}
} // namespace

RequestTester::RequestTester(QWidget *parent)
    : QWidget(parent),
      m_request(codeEdit(tr("Request body"), "requestBody", this)),
      m_answer(codeEdit(tr("Answer"), "requestAnswer", this)),
      m_summary(textLabel({}, TextSize::Body, this, true)),
      m_send(primaryButton(tr("Send Request"), QStringLiteral("sendRequest"), this))
{
    m_request->setPlaceholderText(QStringLiteral("[{\"feature\": 1.0}]"));
    m_answer->setReadOnly(true);
    m_summary->setObjectName(QStringLiteral("requestSummary"));
    auto *splitter = new QSplitter(this);
    splitter->addWidget(column(tr("Request body, sent by POST with the service's token"), m_request, splitter));
    splitter->addWidget(column(tr("Answer"), m_answer, splitter));
    splitter->setChildrenCollapsible(false);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_send);
    foot->addSpacing(spacing::m);
    foot->addWidget(m_summary, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::l, spacing::m, spacing::l, spacing::m);
    layout->setSpacing(spacing::s);
    layout->addWidget(splitter, 1);
    layout->addLayout(foot);
    connect(m_send, &QPushButton::clicked, this, [this] {
        m_send->setEnabled(false);
        m_summary->setText(tr("Waiting for the answer…"));
        emit sendRequested(m_request->toPlainText().toUtf8());
    });
}

void RequestTester::setReady(bool ready)
{
    m_send->setEnabled(ready);
}

void RequestTester::showAnswer(const PredictAnswer &answer)
{
    m_send->setEnabled(true);
    QStringList parts{tr("HTTP %1").arg(answer.status)};
    if (answer.servedByVersion > 0)
        parts << tr("answered by V%1").arg(answer.servedByVersion);
    parts << tr("%1 ms").arg(answer.duration.count());
    m_summary->setText(parts.join(QStringLiteral(" · ")));
    m_answer->setPlainText(QString::fromUtf8(answer.body));
}

void RequestTester::showFailure(const QString &text)
{
    m_send->setEnabled(true);
    m_summary->setText(text);
    m_answer->clear();
}

void RequestTester::clear()
{
    m_summary->clear();
    m_answer->clear();
}

} // namespace slipway
