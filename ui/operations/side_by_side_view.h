#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QTableView;

namespace slipway {

class ContentStack;
class SideBySideTable;

// Two texts beside each other, with a way from difference to difference. `key` begins the object names.
class SideBySideView : public QWidget
{
    Q_OBJECT

public:
    // The table must outlive the view.
    SideBySideView(SideBySideTable &table, const QString &key, QWidget *parent = nullptr);

    void showLoading();
    // Whether there is anything to compare at all: `nothing` says what is missing.
    void showResult(const QString &nothing);
    void showFailure(const QString &what, const QString &why);
    // A line beside the count, e.g. that only a part was compared.
    void setRemark(const QString &remark);
    // Beside the tools.
    void addTool(QWidget *tool);

signals:
    void retryRequested();

private:
    QWidget *makeTools();
    void setUpView();
    void go(bool forward);

    SideBySideTable &m_table;
    QString m_key;
    QTableView *m_view;
    ContentStack *m_stack;
    QWidget *m_tools;
    QLabel *m_count;
    QLabel *m_remark;
};

} // namespace slipway
