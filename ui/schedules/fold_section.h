#pragma once

#include <QWidget>

namespace slipway {

class FoldHeader;

// A part of a panel under a heading that folds it. The heading says in a few words what is inside, or that something in
// it must be put right.
class FoldSection : public QWidget
{
    Q_OBJECT

public:
    // The heading's button is called by the object name.
    FoldSection(const QString &title, const QString &objectName, QWidget *content, QWidget *parent = nullptr);

    void setSummary(const QString &summary);
    // How many fields are wrong; goes before the summary.
    void setFaults(int count);
    void setFolded(bool folded);
    bool isFolded() const;
    QString headline() const;

private:
    FoldHeader *m_header;
    QWidget *m_body;
};

} // namespace slipway
